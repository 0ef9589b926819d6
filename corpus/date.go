package corpus

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Date is a day, a month or a year: Month and Day are 0 when unknown. The zero
// Date is missing.
type Date struct{ Year, Month, Day int }

// Period is a first and a last day; both zero when missing.
type Period struct{ From, To Date }

// ParseDate reads 2022, 2022-11 or 2022-11-11.
func ParseDate(s string) (Date, error) {
	var d Date
	parts := strings.Split(strings.TrimSpace(s), "-")
	fields := []*int{&d.Year, &d.Month, &d.Day}
	if len(parts) > len(fields) {
		return Date{}, badDate(s)
	}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil {
			return Date{}, badDate(s)
		}
		*fields[i] = n
	}
	if !d.valid() {
		return Date{}, badDate(s)
	}
	return d, nil
}

func badDate(s string) error {
	return fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
}

func (d Date) valid() bool {
	if d.Year < 1 || d.Year > 9999 || d.Month < 0 || d.Month > 12 || d.Day < 0 {
		return false
	}
	return d.Day == 0 || d.Month > 0 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// IsZero reports whether the date is missing.
func (d Date) IsZero() bool { return d == Date{} }

// String prints the date as precisely as it is known: 2022, 2022-11,
// 2022-11-11, or "" when missing.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Compare orders dates; a less precise date stands before the days it covers.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Decimal returns the date on the scale of years, for axes: the middle of the
// time it covers. It is 0 for a missing date.
func (d Date) Decimal() float64 {
	if d.IsZero() {
		return 0
	}
	if d.Month == 0 {
		return float64(d.Year) + 0.5
	}
	day := float64(d.Day) - 0.5
	if d.Day == 0 {
		day = float64(daysIn(d.Year, d.Month)) / 2
	}
	total := 337.0 + float64(daysIn(d.Year, 2))
	for m := 1; m < d.Month; m++ {
		day += float64(daysIn(d.Year, m))
	}
	return float64(d.Year) + day/total
}

// MarshalText writes the form of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String; an empty text is a missing date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}
