package web

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"context"
	"io"
	"net/http"
	"slices"
	"time"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports"
	"concord/reports/render"
)

// reportFolder is the folder within the archive, as the command line names it.
const reportFolder = "concord-report"

// reportOptions are the options of the comparison report, written like those of
// a method so that they are read, checked and described like them.
type reportOptions struct {
	Focus string `opt:"focus" zh:"与其余各篇比较的文本：编号或文件；空为日期最晚的一篇" en:"ID or file of the document compared with the rest; empty for the latest"`
	Where string `opt:"where" zh:"限定比较范围的查询" en:"query that limits the documents compared"`
	Lang  string `opt:"lang" default:"zh" choices:"zh,en" zh:"报告的语言" en:"language of the report"`
	Seed  uint64 `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random numbers"`
}

// noRow stands for the rows of what is no table.
type noRow struct{}

// reportMethod describes the report as a method that only parses.
func reportMethod() analysis.Method {
	return analysis.Define[reportOptions, noRow](analysis.Method{
		Name: "report", Title: analysis.T("比较报告", "Comparison report"),
		Question: analysis.T("一篇文本与其余各篇有何异同？", "How does one document differ from the others?"),
	}, nil)
}

// runReport answers POST /v1/report.
func (s *Server) runReport(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "format", "job"); err != nil {
		return err
	}
	f, err := chosen(r, reportFormats)
	if err != nil {
		return err
	}
	body, err := s.body(w, r)
	if err != nil {
		return err
	}
	parsed, err := parse(reportMethod(), body.Options)
	if err != nil {
		return err
	}
	o := parsed.(reportOptions)
	return s.do(w, r, &task{name: "report", corpus: body.Corpus, format: f.name,
		work: func(ctx context.Context, k *kept, progress func(done, total int)) (*reply, error) {
			rep, err := reports.Compare(ctx, k.corpus, reports.Options{
				Focus: o.Focus, Where: o.Where, Lang: bilingual.Lang(o.Lang), Seed: o.Seed, Left: k.left, Progress: progress,
			})
			if err != nil {
				return nil, err
			}
			files, err := render.Files(ctx, rep)
			if err != nil {
				return nil, err
			}
			return s.renderReport(files, f)
		}})
}

func (s *Server) renderReport(files []render.File, f format) (*reply, error) {
	answer := &reply{status: http.StatusOK, kind: f.kind, file: reportFolder + "." + f.name, policy: policyResult}
	out := &limited{most: s.limits.ResultBytes}
	var err error
	if f.name == "zip" {
		err = pack(out, files)
	} else {
		i := slices.IndexFunc(files, func(x render.File) bool { return x.Name == "report.html" })
		_, err = out.Write(files[i].Data)
	}
	answer.body = out.Bytes()
	return answer, err
}

// packed is the time that all files of an archive carry: the earliest that the
// format knows, so that the same report is the same bytes.
var packed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack writes the files, in order of name, as a zip archive.
func pack(w io.Writer, files []render.File) error {
	files = slices.SortedFunc(slices.Values(files), func(a, b render.File) int { return cmp.Compare(a.Name, b.Name) })
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, f := range files {
		entry, err := z.CreateHeader(&zip.FileHeader{Name: reportFolder + "/" + f.Name, Method: zip.Deflate, Modified: packed})
		if err != nil {
			return err
		}
		if _, err := entry.Write(f.Data); err != nil {
			return err
		}
	}
	return z.Close()
}
