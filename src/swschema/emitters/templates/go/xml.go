package template

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

const (
	instance = "http://www.w3.org/2001/XMLSchema-instance"
	white    = " \t\n\r"
)

var integerPattern = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)

// xmlParser reads XML by the tables: no DOCTYPE, no entities, nothing from outside.
type xmlParser struct {
	text    string
	decoder *xml.Decoder
}

// parseXML returns the type of a document and its value as JSON has it.
func parseXML(text string, encodings *regexp.Regexp) (*objectType, any, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if !encodings.MatchString(label) {
			return nil, refuse("", "declares an encoding that is not read: it must be UTF-8 or UTF-16")
		}
		return input, nil
	}
	parser := &xmlParser{text: text, decoder: decoder}
	root, err := parser.findRoot()
	if err != nil {
		return nil, nil, err
	}
	if root.Name.Space != Namespace {
		return nil, nil, refuse("", "the root element must be of "+Namespace)
	}
	table := tables[root.Name.Local]
	if table == nil {
		return nil, nil, refuse("/recordType", "is no type of record of this specification")
	}
	value, err := parser.object(root, table, "", true)
	if err != nil {
		return nil, nil, err
	}
	return table, value, parser.finish()
}

// next returns the next token that is no comment and no processing instruction.
func (p *xmlParser) next() (xml.Token, error) {
	for {
		start := p.decoder.InputOffset()
		token, err := p.decoder.Token()
		if err == io.EOF {
			return nil, io.EOF
		}
		if err != nil {
			line, _ := p.decoder.InputPos()
			return nil, refuse("", fmt.Sprintf("line %d is not well-formed XML", line))
		}
		switch each := token.(type) {
		case xml.Comment:
		case xml.StartElement:
			if !hasSpaces(p.text[start:p.decoder.InputOffset()]) {
				return nil, refuse("", "has no white space between two attributes")
			}
			return token, nil
		case xml.ProcInst:
			if strings.EqualFold(each.Target, "xml") && start != 0 {
				return nil, refuse("", "has an XML declaration behind its beginning")
			}
		case xml.Directive:
			return nil, refuse("", "has a DOCTYPE, which is not read")
		default:
			return token, nil
		}
	}
}

// nextInside returns the next token inside an element, where the document may not end.
func (p *xmlParser) nextInside() (xml.Token, error) {
	token, err := p.next()
	if err == io.EOF {
		err = refuse("", "the document ends too early")
	}
	return token, err
}

// hasSpaces returns whether there is white space behind each value of a tag's attributes, which the
// decoder does not look at.
func hasSpaces(tag string) bool {
	for {
		start := strings.IndexAny(tag, `"'`)
		if start < 0 {
			return true
		}
		end := start + 1 + strings.IndexByte(tag[start+1:], tag[start])
		if end == start || end+1 < len(tag) && !strings.ContainsRune(white+"/>", rune(tag[end+1])) {
			return false
		}
		tag = tag[end+1:]
	}
}

func (p *xmlParser) findRoot() (xml.StartElement, error) {
	for {
		token, err := p.next()
		if err != nil {
			if err == io.EOF {
				err = refuse("", "has no element")
			}
			return xml.StartElement{}, err
		}
		if root, ok := token.(xml.StartElement); ok {
			return root, nil
		}
		if text, ok := token.(xml.CharData); !ok || strings.Trim(string(text), white) != "" {
			return xml.StartElement{}, refuse("", "has text before the root element")
		}
	}
}

// finish looks at what is behind the root element.
func (p *xmlParser) finish() error {
	for {
		token, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if text, ok := token.(xml.CharData); !ok || strings.Trim(string(text), white) != "" {
			return refuse("", "there is more after the end of the document")
		}
	}
}

func (p *xmlParser) object(
	start xml.StartElement, table *objectType, pointer string, isRoot bool,
) (any, error) {
	made := map[string]any{}
	if table.recordType != "" {
		made["recordType"] = table.recordType
	}
	if err := readAttributes(start, table, pointer, isRoot, made); err != nil {
		return nil, err
	}
	last := -1
	for {
		child, err := p.child(pointer)
		if err != nil || child == nil {
			return made, err
		}
		name := child.Name.Local
		where := below(pointer, name)
		index := table.place(name)
		_, found := made[name]
		switch {
		case child.Name.Space != Namespace || index < 0 || table.members[index].attribute:
			return nil, refuse(where, "is not a field of this record")
		case found:
			return nil, refuse(where, "appears more than once")
		case index < last:
			return nil, refuse(where, "is out of order")
		}
		last = index
		if made[name], err = p.member(*child, table.members[index], where); err != nil {
			return nil, err
		}
	}
}

func readAttributes(
	start xml.StartElement, table *objectType, pointer string, isRoot bool, made map[string]any,
) error {
	seen := map[xml.Name]bool{}
	for _, each := range start.Attr {
		name := each.Name
		if seen[name] {
			return refuse(pointer, "has the attribute "+name.Local+" twice")
		}
		seen[name] = true
		isHint := name.Local == "schemaLocation" || name.Local == "noNamespaceSchemaLocation"
		if name.Space == "xmlns" || name.Space == "" && name.Local == "xmlns" ||
			isRoot && isHint && name.Space == instance {
			continue
		}
		index := -1
		if table != nil && name.Space == "" {
			index = table.place(name.Local)
		}
		if index < 0 || !table.members[index].attribute {
			return refuse(pointer, "has the attribute "+name.Local+", which is not allowed")
		}
		made[name.Local] = each.Value
	}
	return nil
}

// child goes on to the next element inside another; it returns nil at the end.
func (p *xmlParser) child(pointer string) (*xml.StartElement, error) {
	for {
		token, err := p.nextInside()
		if err != nil {
			return nil, err
		}
		switch each := token.(type) {
		case xml.StartElement:
			return &each, nil
		case xml.EndElement:
			return nil, nil
		case xml.CharData:
			if strings.Trim(string(each), white) != "" {
				return nil, refuse(pointer, "has text where elements are expected")
			}
		}
	}
}

func (p *xmlParser) member(start xml.StartElement, member member, pointer string) (any, error) {
	if member.item == "" {
		return p.value(start, member.typ, pointer)
	}
	if err := readAttributes(start, nil, pointer, false, nil); err != nil {
		return nil, err
	}
	made := []any{}
	for {
		child, err := p.child(pointer)
		if err != nil || child == nil {
			return made, err
		}
		if child.Name.Space != Namespace || child.Name.Local != member.item {
			return nil, refuse(pointer, "has an element other than "+member.item)
		}
		each, err := p.value(*child, member.typ, below(pointer, strconv.Itoa(len(made))))
		if err != nil {
			return nil, err
		}
		made = append(made, each)
	}
}

func (p *xmlParser) value(start xml.StartElement, typ valueType, pointer string) (any, error) {
	scalar, ok := typ.(*scalarType)
	if !ok {
		return p.object(start, typ.(*objectType), pointer, false)
	}
	if err := readAttributes(start, nil, pointer, false, nil); err != nil {
		return nil, err
	}
	var text strings.Builder
	for {
		token, err := p.nextInside()
		if err != nil {
			return nil, err
		}
		switch each := token.(type) {
		case xml.StartElement:
			return nil, refuse(pointer, "has elements where a plain value is expected")
		case xml.CharData:
			text.Write(each)
		case xml.EndElement:
			return readScalar(scalar.kind, text.String()), nil
		}
	}
}

// readScalar returns what a text stands for; the text itself where it stands for nothing.
func readScalar(kind kind, text string) any {
	if kind == kindString {
		return text
	}
	token := strings.Trim(text, white)
	if kind == kindBoolean && (token == "true" || token == "false") {
		return token == "true"
	}
	if kind == kindInteger && integerPattern.MatchString(token) {
		return number(token)
	}
	return token
}

var escapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
	"\r", "&#13;", // a bare one would come back as a line feed
)

// writeXML writes the element of a checked value.
func writeXML(out *strings.Builder, name, start string, value any, each member) {
	body := &strings.Builder{}
	switch content := value.(type) {
	case map[string]any:
		for _, inner := range each.typ.(*objectType).members {
			found, ok := content[inner.name]
			if ok && inner.attribute {
				text := strings.ReplaceAll(escapes.Replace(found.(string)), `"`, "&quot;")
				start += " " + inner.name + `="` + text + `"`
			} else if ok {
				writeXML(body, inner.name, inner.name, found, inner)
			}
		}
	case []any:
		for _, item := range content {
			writeXML(body, each.item, each.item, item, member{typ: each.typ})
		}
	default:
		body.WriteString(escapes.Replace(fmt.Sprint(value)))
	}
	if body.Len() == 0 {
		out.WriteString("<" + start + "/>")
		return
	}
	out.WriteString("<" + start + ">" + body.String() + "</" + name + ">")
}
