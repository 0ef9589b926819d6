package chart

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"concord/reports/chart/font"
)

// png rasters the sheet at dpi dots per inch, with the resolution in a pHYs
// chunk and title, description and provenance in iTXt chunks.
func (s *sheet) png(face *font.Face, about about, dpi int) ([]byte, error) {
	ops, err := outlined(s.ops, face)
	if err != nil {
		return nil, err
	}
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.width), vg.Length(s.height)), vgimg.UseDPI(dpi))
	c.Translate(vg.Point{Y: vg.Length(s.height)})
	for _, o := range ops {
		c.SetColor(o.color)
		if o.kind == opFill {
			c.Fill(vgPath(o.path))
			continue
		}
		dash := make([]vg.Length, len(o.dash))
		for i, d := range o.dash {
			dash[i] = vg.Length(d)
		}
		c.SetLineWidth(vg.Length(o.width))
		c.SetLineDash(dash, 0)
		c.Stroke(vgPath(o.path))
	}
	var b bytes.Buffer
	if err := png.Encode(&b, c.Image()); err != nil {
		return nil, fmt.Errorf("chart: png: %w", err)
	}
	return withChunks(b.Bytes(), about, dpi), nil
}

func vgPath(path []step) vg.Path {
	var out vg.Path
	for _, s := range path {
		switch s.op {
		case 'M':
			out.Move(s.end())
		case 'L':
			out.Line(s.end())
		case 'C':
			out.CubeTo(s.p[0], s.p[1], s.p[2])
		case 'Z':
			out.Close()
		}
	}
	return out
}

// withChunks inserts the chunks after IHDR, which is 25 bytes long and follows
// the 8 bytes of signature.
func withChunks(data []byte, about about, dpi int) []byte {
	const head = 8 + 25
	perMetre := uint32(math.Round(float64(dpi) / 0.0254))
	phys := binary.BigEndian.AppendUint32(nil, perMetre)
	phys = append(binary.BigEndian.AppendUint32(phys, perMetre), 1) // 1: unit is the metre
	out := append([]byte(nil), data[:head]...)
	out = appendChunk(out, "pHYs", phys)
	for _, t := range [][2]string{{"Title", about.title}, {"Description", about.description}, {"Software", about.software}, {"Provenance", about.provenance}} {
		// keyword, NUL, uncompressed, method 0, language, NUL, translated keyword, NUL
		body := t[0] + "\x00\x00\x00" + about.lang.tag() + "\x00\x00" + t[1]
		out = appendChunk(out, "iTXt", []byte(body))
	}
	return append(out, data[head:]...)
}

func appendChunk(out []byte, kind string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	from := len(out)
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}
