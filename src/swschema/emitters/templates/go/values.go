package template

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// RecordError says what makes a document, or a value, no record of this specification.
type RecordError struct {
	// Pointer says where: a JSON Pointer into the record, empty for the whole document.
	Pointer string

	// Reason says what is wrong there.
	Reason string
}

// Error returns the place and the reason.
func (e *RecordError) Error() string {
	if e.Pointer == "" {
		return e.Reason
	}
	return e.Pointer + ": " + e.Reason
}

type kind int

const (
	kindString kind = iota
	kindToken       // XML Schema folds white space around it
	kindInteger
	kindBoolean
)

// number is a number as a document has it: a float would make a whole number of some that are none.
type number string

type valueType interface {
	// bind returns a checked copy of a value.
	bind(value any, pointer string, options Options) (any, error)
}

type member struct {
	name      string
	typ       valueType
	required  bool
	attribute bool
	item      string // the name of each item's element, where the member is an array
	least     int    // how many items there are at least
}

type objectType struct {
	name       string
	recordType string
	members    []member
}

type scalarType struct {
	kind     kind
	pattern  string
	least    int64
	most     int64
	day      bool
	codes    []CodeTitle
	once     sync.Once
	compiled *regexp.Regexp
	known    map[string]bool
}

const mostExact = 1<<53 - 1

var numberPattern = regexp.MustCompile(`^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,4}))?$`)

func refuse(pointer, reason string) error {
	return &RecordError{Pointer: pointer, Reason: reason}
}

func below(pointer, name string) string {
	return pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// place returns the place of a member in the sequence, or -1.
func (t *objectType) place(name string) int {
	for index := range t.members {
		if t.members[index].name == name {
			return index
		}
	}
	return -1
}

func (t *objectType) bind(value any, pointer string, options Options) (any, error) {
	given, ok := value.(map[string]any)
	if !ok {
		return nil, refuse(pointer, "an object is expected here")
	}
	if t.recordType != "" && given["recordType"] != t.recordType {
		return nil, refuse(below(pointer, "recordType"), "must be "+t.recordType+" here")
	}
	for name := range given {
		if t.place(name) < 0 && !(t.recordType != "" && name == "recordType") {
			return nil, refuse(below(pointer, name), "is not a field of this record")
		}
	}
	made := map[string]any{}
	for _, each := range t.members {
		content, found := given[each.name]
		if !found && !each.required {
			continue
		}
		where := below(pointer, each.name)
		if !found {
			return nil, refuse(where, "is missing")
		}
		bound, err := each.bind(content, where, options)
		if err != nil {
			return nil, err
		}
		made[each.name] = bound
	}
	return made, nil
}

func (m member) bind(value any, pointer string, options Options) (any, error) {
	if m.item == "" {
		return m.typ.bind(value, pointer, options)
	}
	items, ok := value.([]any)
	if !ok {
		return nil, refuse(pointer, "an array is expected here")
	}
	if len(items) < m.least {
		return nil, refuse(pointer, fmt.Sprintf("has fewer than %d items", m.least))
	}
	made := make([]any, 0, len(items))
	for index, each := range items {
		bound, err := m.typ.bind(each, below(pointer, strconv.Itoa(index)), options)
		if err != nil {
			return nil, err
		}
		made = append(made, bound)
	}
	return made, nil
}

func (t *scalarType) bind(value any, pointer string, options Options) (any, error) {
	switch t.kind {
	case kindBoolean:
		if _, ok := value.(bool); !ok {
			return nil, refuse(pointer, "true or false is expected here")
		}
		return value, nil
	case kindInteger:
		return t.bindInteger(value, pointer)
	default:
		text, ok := value.(string)
		if !ok {
			return nil, refuse(pointer, "a string is expected here")
		}
		return text, t.checkText(text, pointer, options)
	}
}

func (t *scalarType) bindInteger(value any, pointer string) (any, error) {
	whole, ok := value.(int64)
	if text, isNumber := value.(number); isNumber {
		whole, ok = wholeNumber(string(text))
	}
	if !ok || whole > mostExact || whole < -mostExact {
		return nil, refuse(pointer, "a whole number is expected here")
	}
	if whole < t.least || whole > t.most {
		return nil, refuse(pointer, fmt.Sprintf("must be from %d to %d", t.least, t.most))
	}
	return whole, nil
}

// wholeNumber returns a number of JSON, judged by its text, and whether it is whole and not too large.
func wholeNumber(text string) (int64, bool) {
	match := numberPattern.FindStringSubmatch(text)
	if match == nil {
		return 0, false
	}
	digits := strings.TrimLeft(match[2]+match[3], "0")
	if digits == "" {
		return 0, true
	}
	power, _ := strconv.Atoi(match[4])
	zeros := power - len(match[3])
	if zeros > 16 || len(digits) <= -zeros {
		return 0, false
	}
	if zeros >= 0 {
		digits += strings.Repeat("0", zeros)
	} else {
		end := len(digits) + zeros
		if strings.Trim(digits[end:], "0") != "" {
			return 0, false
		}
		digits = digits[:end]
	}
	whole, err := strconv.ParseInt(match[1]+digits, 10, 64)
	return whole, err == nil
}

func (t *scalarType) checkText(text, pointer string, options Options) error {
	t.once.Do(t.compile)
	if !isRepresentable(text) {
		return refuse(pointer, "has a character that XML cannot represent")
	}
	if t.codes != nil {
		if t.known[text] || options.KeepUnknownCodes && text != "" && strings.TrimSpace(text) == text {
			return nil
		}
		return refuse(pointer, "is not a code of its list")
	}
	length := int64(utf8.RuneCountInString(text))
	switch {
	case length < t.least:
		return refuse(pointer, "is too short")
	case length > t.most:
		return refuse(pointer, fmt.Sprintf("is longer than %d characters", t.most))
	case t.compiled != nil && !t.compiled.MatchString(text):
		return refuse(pointer, "has the wrong format")
	case t.day:
		if _, err := time.Parse("2006-01-02", text[:10]); err != nil {
			return refuse(pointer, "is not a day of the calendar")
		}
	}
	return nil
}

func (t *scalarType) compile() {
	if t.pattern != "" {
		t.compiled = regexp.MustCompile(t.pattern)
	}
	t.known = map[string]bool{}
	for _, each := range t.codes {
		t.known[each.Code] = true
	}
}

func isRepresentable(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	for _, each := range text {
		if each < ' ' && each != '\t' && each != '\n' && each != '\r' || each == 0xFFFE || each == 0xFFFF {
			return false
		}
	}
	return true
}
