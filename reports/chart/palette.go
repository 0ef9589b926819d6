package chart

import "image/color"

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// Ink for everything that is not data.
var (
	ink   = rgb(0x000000)
	muted = rgb(0x595959) // 7:1 against white, for secondary text
	faint = rgb(0xD9D9D9) // reference lines, grid
	pale  = rgb(0xF2F2F2) // boxes behind labels
	white = rgb(0xFFFFFF)
)

// okabeIto returns colour i of the qualitative palette of Okabe and Ito (2008)
// in the order that keeps neighbours apart in grey: blue and orange first.
// Yellow is left out (contrast to white 1.3).
func okabeIto(i int) color.NRGBA {
	order := [...]uint32{0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0xD55E00, 0x56B4E9, 0x000000}
	return rgb(order[i%len(order)])
}

// dark reports whether lines and text may be drawn in c: contrast to white of
// 3 or more.
func dark(c color.NRGBA) bool {
	return 1.05/(luminance(c)+0.05) >= 3
}

// luminance is the relative luminance of WCAG 2.1, with the transfer function
// approximated by a square; 0 black to 1 white.
func luminance(c color.NRGBA) float64 {
	lin := func(v uint8) float64 { x := float64(v) / 255; return x * x }
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

// tint mixes c with white; 0 is white, 1 is c.
func tint(c color.NRGBA, share float64) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8(255 - share*(255-float64(v)) + 0.5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// shade mixes c with black; 0 is c, 1 is black.
func shade(c color.NRGBA, share float64) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8((1-share)*float64(v) + 0.5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// sequential returns the colour of x in [0, 1]: near white to dark blue, with
// lightness falling evenly, so that it survives a grey print.
func sequential(x float64) color.NRGBA {
	stops := [...][3]float64{ // lightness about 98, 87, 76, 64, 51, 37, 22
		{247, 251, 255}, {208, 222, 240}, {160, 195, 222}, {100, 163, 203}, {45, 126, 177}, {12, 87, 140}, {8, 48, 90},
	}
	x = min(max(x, 0), 1) * float64(len(stops)-1)
	i := min(int(x), len(stops)-2)
	f := x - float64(i)
	mix := func(k int) uint8 { return uint8(stops[i][k] + f*(stops[i+1][k]-stops[i][k]) + 0.5) }
	return color.NRGBA{R: mix(0), G: mix(1), B: mix(2), A: 255}
}
