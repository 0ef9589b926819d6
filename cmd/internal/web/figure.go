package web

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"concord/reports/chart"
)

// redraw answers GET …/figure/{cell}/{rev}/{n} with the figure in another size
// or format: ?format=svg|pdf|png|eps &dpi &profile &column=single|full &grey=1.
func (s *Server) redraw(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "format", "dpi", "profile", "column", "grey"); err != nil {
		return err
	}
	b, o, err := s.stored(r)
	if err != nil {
		return err
	}
	label, ok := o.Figure()
	if !ok {
		return newFault(http.StatusNotFound, "figure", "this output is no figure of ours")
	}
	opt, grey, err := drawing(r)
	if err != nil {
		return err
	}
	if opt.Profile == "" && opt.Column == "" {
		opt.Profile, opt.Column = asShown(label.WidthMM)
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.RunTime)
	defer cancel()
	d, err := b.Figure(ctx, label, opt)
	if err != nil {
		return asked(err)
	}
	data := d.Data
	if grey {
		if data, err = greyed(opt.Format, data); err != nil {
			return err
		}
	}
	name := stemOf(label.Caption)
	if name == "/" {
		name = "figure"
	}
	s.send(w, &reply{status: http.StatusOK, kind: opt.Format.MIME(), policy: policyResult, body: data, attachment: name + "." + string(opt.Format)})
	return nil
}

func drawing(r *http.Request) (opt chart.Options, grey bool, err error) {
	q := r.URL.Query()
	opt = chart.Options{Format: chart.Format(q.Get("format")), Profile: q.Get("profile"), Column: chart.Column(q.Get("column"))}
	if !slices.Contains(chart.Formats(), opt.Format) {
		return opt, false, newFault(http.StatusBadRequest, "format", "got %q, want svg, pdf, png or eps", clip(string(opt.Format)))
	}
	if opt.Profile != "" && !slices.Contains(profiles(), opt.Profile) {
		return opt, false, newFault(http.StatusBadRequest, "profile", "got %q, want one of %s", clip(opt.Profile), strings.Join(profiles(), ", "))
	}
	if !slices.Contains([]chart.Column{"", chart.Full, chart.Single}, opt.Column) {
		return opt, false, newFault(http.StatusBadRequest, "column", "got %q, want single or full", clip(string(opt.Column)))
	}
	if dpi := q.Get("dpi"); dpi != "" {
		if opt.DPI, err = strconv.Atoi(dpi); err != nil || opt.DPI < 72 || opt.DPI > 1200 {
			return opt, false, newFault(http.StatusBadRequest, "dpi", "got %q, want 72 to 1200", clip(dpi))
		}
	}
	grey = q.Get("grey") == "1"
	if grey && (opt.Format == chart.PDF || opt.Format == chart.EPS) {
		return opt, false, newFault(http.StatusBadRequest, "grey", "PDF and EPS are drawn in colour; take SVG or PNG")
	}
	return opt, grey, nil
}

// asShown finds the size that a figure has.
func asShown(mm float64) (string, chart.Column) {
	for _, p := range chart.Profiles() {
		switch {
		case math.Abs(p.Full-mm) < 0.2:
			return p.Name, chart.Full
		case math.Abs(p.Single-mm) < 0.2:
			return p.Name, chart.Single
		}
	}
	return "", ""
}

var hexColour = regexp.MustCompile(`#[0-9a-fA-F]{6}\b`)

// greyed takes the colour out of a picture, as a grey print does (ITU-R BT.601).
func greyed(format chart.Format, data []byte) ([]byte, error) {
	if format == chart.SVG {
		return hexColour.ReplaceAllFunc(data, func(c []byte) []byte {
			n, err := strconv.ParseUint(string(c[1:]), 16, 32)
			if err != nil {
				return c
			}
			y := color.GrayModel.Convert(color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}).(color.Gray).Y
			return fmt.Appendf(nil, "#%02x%02x%02x", y, y, y)
		}), nil
	}
	from, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	grey := image.NewGray(from.Bounds())
	for y := from.Bounds().Min.Y; y < from.Bounds().Max.Y; y++ {
		for x := from.Bounds().Min.X; x < from.Bounds().Max.X; x++ {
			grey.Set(x, y, from.At(x, y))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, grey); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
