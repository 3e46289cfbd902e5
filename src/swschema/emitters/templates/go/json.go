package template

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

const deepest = 100

// parseJSON reads JSON strictly: a member that is there twice is refused, numbers keep their text.
func parseJSON(data []byte) (any, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return nil, refuse("", "is not well-formed UTF-8")
	}
	if !json.Valid(data) {
		return nil, refuse("", "is not well-formed JSON")
	}
	if hasLoneSurrogate(data) {
		return nil, refuse("", "has half of a character, which XML cannot represent")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return parseValue(decoder, "", 0)
}

// hasLoneSurrogate looks for what the decoder would silently replace.
func hasLoneSurrogate(data []byte) bool {
	for index := 0; index+5 < len(data); index++ {
		if data[index] != '\\' {
			continue
		}
		index++ // what is escaped
		switch code := escaped(data[index:]); {
		case code>>10 == 0xD800>>10:
			if index+6 >= len(data) || data[index+5] != '\\' || escaped(data[index+6:])>>10 != 0xDC00>>10 {
				return true
			}
			index += 6
		case code>>10 == 0xDC00>>10:
			return true
		}
	}
	return false
}

// escaped returns the number of an escape such as u4e2d, or 0.
func escaped(data []byte) uint64 {
	if len(data) < 5 || data[0] != 'u' {
		return 0
	}
	code, err := strconv.ParseUint(string(data[1:5]), 16, 32)
	if err != nil {
		return 0
	}
	return code
}

func parseValue(decoder *json.Decoder, pointer string, depth int) (any, error) {
	if depth > deepest {
		return nil, refuse("", "is nested too deeply")
	}
	token, err := decoder.Token()
	if err != nil {
		return nil, refuse("", "is not well-formed JSON")
	}
	switch each := token.(type) {
	case json.Delim:
		if each == '{' {
			return parseObject(decoder, pointer, depth)
		}
		return parseArray(decoder, pointer, depth)
	case json.Number:
		return number(each), nil
	default:
		return token, nil
	}
}

func parseObject(decoder *json.Decoder, pointer string, depth int) (any, error) {
	made := map[string]any{}
	for decoder.More() {
		token, err := decoder.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return nil, refuse("", "is not well-formed JSON")
		}
		where := below(pointer, name)
		if _, found := made[name]; found {
			return nil, refuse(where, "appears more than once")
		}
		if made[name], err = parseValue(decoder, where, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := decoder.Token()
	return made, err
}

func parseArray(decoder *json.Decoder, pointer string, depth int) (any, error) {
	made := []any{}
	for decoder.More() {
		each, err := parseValue(decoder, below(pointer, strconv.Itoa(len(made))), depth+1)
		if err != nil {
			return nil, err
		}
		made = append(made, each)
	}
	_, err := decoder.Token()
	return made, err
}

// writeJSON writes a checked object, its members in the order of the specification.
func writeJSON(out *strings.Builder, value any, typ valueType) {
	switch each := value.(type) {
	case map[string]any:
		writeJSONObject(out, each, typ.(*objectType))
	case []any:
		out.WriteByte('[')
		for index, item := range each {
			if index > 0 {
				out.WriteByte(',')
			}
			writeJSON(out, item, typ)
		}
		out.WriteByte(']')
	case string:
		writeJSONString(out, each)
	case int64:
		out.WriteString(strconv.FormatInt(each, 10))
	case bool:
		out.WriteString(strconv.FormatBool(each))
	}
}

func writeJSONObject(out *strings.Builder, object map[string]any, table *objectType) {
	mark := "{"
	if table.recordType != "" {
		out.WriteString(`{"recordType":`)
		writeJSONString(out, table.recordType)
		mark = ","
	}
	for _, each := range table.members {
		content, found := object[each.name]
		if !found {
			continue
		}
		out.WriteString(mark)
		writeJSONString(out, each.name)
		out.WriteByte(':')
		writeJSON(out, content, each.typ)
		mark = ","
	}
	if mark == "{" {
		out.WriteByte('{')
	}
	out.WriteByte('}')
}

func writeJSONString(out *strings.Builder, text string) {
	encoder := json.NewEncoder(trimmer{out})
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a string has no errors
}

// trimmer leaves out the line break that an encoder ends with.
type trimmer struct{ out *strings.Builder }

func (t trimmer) Write(data []byte) (int, error) {
	t.out.Write(bytes.TrimSuffix(data, []byte("\n")))
	return len(data), nil
}

// marshal is what MarshalJSON of each struct does.
func marshal(value any, table *objectType) ([]byte, error) {
	bound, err := table.bind(toTree(reflect.ValueOf(value), table), "", Options{})
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	writeJSON(&out, bound, table)
	return []byte(out.String()), nil
}

// unmarshal is what UnmarshalJSON of each struct does.
func unmarshal(data []byte, target any, table *objectType) error {
	value, err := parseJSON(data)
	if err != nil {
		return err
	}
	bound, err := table.bind(value, "", Options{})
	if err != nil {
		return err
	}
	fromTree(bound.(map[string]any), reflect.ValueOf(target).Elem(), table)
	return nil
}
