package template

import "reflect"

// toTree returns a struct as JSON has it; its fields are in the order of the members.
func toTree(value reflect.Value, table *objectType) map[string]any {
	made := map[string]any{}
	if table.recordType != "" {
		made["recordType"] = table.recordType
	}
	for index, each := range table.members {
		field := value.Field(index)
		if (field.Kind() == reflect.Pointer || field.Kind() == reflect.Slice) && field.IsNil() {
			continue // absent
		}
		made[each.name] = toValue(field, each.typ)
	}
	return made
}

func toValue(field reflect.Value, typ valueType) any {
	switch field.Kind() {
	case reflect.Pointer:
		return toValue(field.Elem(), typ)
	case reflect.Slice:
		items := make([]any, 0, field.Len())
		for index := 0; index < field.Len(); index++ {
			items = append(items, toValue(field.Index(index), typ))
		}
		return items
	case reflect.Struct:
		return toTree(field, typ.(*objectType))
	case reflect.String:
		return field.String()
	case reflect.Int64:
		return field.Int()
	default:
		return field.Bool()
	}
}

// fromTree sets the fields of a struct from a checked object.
func fromTree(tree map[string]any, target reflect.Value, table *objectType) {
	target.Set(reflect.Zero(target.Type()))
	for index, each := range table.members {
		if content, found := tree[each.name]; found {
			setValue(target.Field(index), content, each.typ)
		}
	}
}

func setValue(field reflect.Value, content any, typ valueType) {
	switch field.Kind() {
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		setValue(field.Elem(), content, typ)
	case reflect.Slice:
		items := content.([]any)
		field.Set(reflect.MakeSlice(field.Type(), len(items), len(items)))
		for index, each := range items {
			setValue(field.Index(index), each, typ)
		}
	case reflect.Struct:
		fromTree(content.(map[string]any), field, typ.(*objectType))
	case reflect.String:
		field.SetString(content.(string))
	case reflect.Int64:
		field.SetInt(content.(int64))
	default:
		field.SetBool(content.(bool))
	}
}
