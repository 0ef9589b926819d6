package load

import (
	"bytes"
	"encoding/json"
	"errors"
)

// fieldsOf returns the values of the fields of a JSON object, as they stand in
// the data. Of a field that is given twice the last counts. The data is checked
// first, so that it is cut without a look at what the values are.
func fieldsOf(data []byte) (map[string]json.RawMessage, *Error) {
	data = bytes.TrimLeft(data, jsonBlanks)
	if !json.Valid(data) || data[0] != '{' {
		var fields map[string]json.RawMessage
		err := json.Unmarshal(data, &fields)
		var te *json.UnmarshalTypeError
		switch {
		case errors.As(err, &te):
			return nil, &Error{Problem: "JSON " + te.Value, Want: "a JSON object"}
		case err != nil:
			return nil, &Error{Problem: "broken JSON", Want: "one JSON object", Err: err}
		}
		return fields, nil // null
	}
	fields := map[string]json.RawMessage{}
	for rest := data[1:]; ; {
		rest = bytes.TrimLeft(rest, jsonBlanks+",")
		if rest[0] == '}' {
			return fields, nil
		}
		n := stringLen(rest)
		name, err := unquote(rest[:n])
		if err != nil {
			return nil, &Error{Problem: "broken JSON", Want: "one JSON object", Err: err}
		}
		rest = bytes.TrimLeft(rest[n:], jsonBlanks+":")
		n = valueLen(rest)
		fields[name] = rest[:n:n]
		rest = rest[n:]
	}
}

const jsonBlanks = " \t\r\n"

// stringLen returns the length of the JSON string that s begins with, quotation
// marks included.
func stringLen(s []byte) int {
	for i := 1; i < len(s); {
		k := bytes.IndexByte(s[i:], '"')
		if k < 0 {
			break
		}
		i += k + 1
		escapes := 0
		for j := i - 2; j > 0 && s[j] == '\\'; j-- {
			escapes++
		}
		if escapes%2 == 0 {
			return i
		}
	}
	return len(s)
}

// valueLen returns the length of the valid JSON value that s begins with.
func valueLen(s []byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i += stringLen(s[i:]) - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
			continue
		default:
			continue
		}
		if depth == 0 {
			return i + 1 // behind a string, a list or an object
		}
	}
	return len(s)
}
