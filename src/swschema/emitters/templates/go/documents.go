package template

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"reflect"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Namespace is the namespace of all elements.
const Namespace = "@NAMESPACE@"

// SchemaVersion is the version of the specification that these types are of.
const SchemaVersion = "@VERSION@"

// Record is a record of any type, such as *Registration.
type Record interface {
	// RecordType returns the name of the type, such as registration.
	RecordType() string

	table() *objectType
}

// CodeTitle is a code of a code list, with its titles.
type CodeTitle struct {
	Code, Title, TitleZh string
}

// Options says how documents are read and written.
type Options struct {
	// KeepUnknownCodes keeps a code that is in no code list, as its text, instead of refusing it.
	KeepUnknownCodes bool
}

var (
	tables = map[string]*objectType{}
	makers = map[*objectType]func() Record{}

	utf8Names  = regexp.MustCompile(`(?i)^(utf-?8|us-ascii|ascii)$`)
	utf16Names = map[bool]*regexp.Regexp{
		true:  regexp.MustCompile(`(?i)^utf-16(be)?$`),
		false: regexp.MustCompile(`(?i)^utf-16(le)?$`),
	}
)

func register(maker func() Record) {
	table := maker().table()
	tables[table.recordType] = table
	makers[table] = maker
}

// ReadJSON reads a record from JSON. An error is a *RecordError.
func ReadJSON(data []byte) (Record, error) {
	return Options{}.ReadJSON(data)
}

// ReadXML reads a record from XML in UTF-8, or in UTF-16 with a byte-order mark. A DOCTYPE is never
// read. An error is a *RecordError.
func ReadXML(data []byte) (Record, error) {
	return Options{}.ReadXML(data)
}

// WriteJSON writes a record as JSON, its members in the order of the specification. An error is a
// *RecordError.
func WriteJSON(record Record) ([]byte, error) {
	return Options{}.WriteJSON(record)
}

// WriteXML writes a record as XML in canonical form. An error is a *RecordError.
func WriteXML(record Record) ([]byte, error) {
	return Options{}.WriteXML(record)
}

// ReadJSON reads a record from JSON.
func (o Options) ReadJSON(data []byte) (Record, error) {
	value, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, refuse("", "an object is expected here")
	}
	if _, isText := object["$schema"].(string); isText {
		delete(object, "$schema") // for editors
	}
	name, _ := object["recordType"].(string)
	table := tables[name]
	if table == nil {
		return nil, refuse("/recordType", "is no type of record of this specification")
	}
	return o.make(object, table)
}

// ReadXML reads a record from XML.
func (o Options) ReadXML(data []byte) (Record, error) {
	text, encodings, err := decode(data)
	if err != nil {
		return nil, err
	}
	table, value, err := parseXML(text, encodings)
	if err != nil {
		return nil, err
	}
	return o.make(value, table)
}

// WriteJSON writes a record as JSON.
func (o Options) WriteJSON(record Record) ([]byte, error) {
	bound, err := o.check(record)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	writeJSON(&out, bound, record.table())
	return []byte(out.String()), nil
}

// WriteXML writes a record as XML.
func (o Options) WriteXML(record Record) ([]byte, error) {
	bound, err := o.check(record)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	out.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	name := record.RecordType()
	writeXML(&out, name, name+` xmlns="`+Namespace+`"`, bound, member{typ: record.table()})
	out.WriteByte('\n')
	return []byte(out.String()), nil
}

func (o Options) make(value any, table *objectType) (Record, error) {
	bound, err := table.bind(value, "", o)
	if err != nil {
		return nil, err
	}
	record := makers[table]()
	fromTree(bound.(map[string]any), reflect.ValueOf(record).Elem(), table)
	return record, nil
}

func (o Options) check(record Record) (any, error) {
	value := reflect.ValueOf(record)
	if !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return nil, refuse("", "there is no record")
	}
	return record.table().bind(toTree(reflect.Indirect(value), record.table()), "", o)
}

func decode(data []byte) (string, *regexp.Regexp, error) {
	isBig := bytes.HasPrefix(data, []byte{0xFE, 0xFF})
	if !isBig && !bytes.HasPrefix(data, []byte{0xFF, 0xFE}) {
		if !utf8.Valid(data) {
			return "", nil, refuse("", "is not well-formed UTF-8")
		}
		return strings.TrimPrefix(string(data), "\uFEFF"), utf8Names, nil
	}
	var order binary.ByteOrder = binary.LittleEndian
	if isBig {
		order = binary.BigEndian
	}
	units := make([]uint16, (len(data)-2)/2)
	for index := range units {
		units[index] = order.Uint16(data[2+2*index:])
	}
	text := string(utf16.Decode(units))
	if len(data)%2 != 0 || strings.ContainsRune(text, utf8.RuneError) {
		return "", nil, refuse("", "is not well-formed UTF-16")
	}
	return text, utf16Names[isBig], nil
}

// Ptr returns a pointer to a value, for optional fields.
func Ptr[T any](value T) *T {
	return &value
}

func formatMoment(moment time.Time) string {
	return moment.Truncate(time.Microsecond).Format(time.RFC3339Nano)
}

func parseAmount(text string) *big.Rat {
	amount, _ := new(big.Rat).SetString(text)
	return amount
}
