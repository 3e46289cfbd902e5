"""Programs that read and write records by the classes of others' generators."""

from __future__ import annotations

# Each takes a folder, reads paths from standard input, and writes `N.json` or `N.txt`.
QUICKTYPE_TYPESCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
import { Convert } from "./types.js";
const converters = Convert as unknown as Record<string, (value: unknown) => unknown>;
const folder = process.argv[2];
readFileSync(0, "utf8").split("\\n").filter(Boolean).forEach((path, index) => {
  try {
    const text = readFileSync(path, "utf8");
    const record = String(JSON.parse(text).recordType);
    const value = converters["to" + record[0]!.toUpperCase() + record.slice(1)]!(text);
    writeFileSync(`${folder}/${index}.json`, converters[record + "ToJson"]!(value) as string);
  } catch (error) {
    writeFileSync(`${folder}/${index}.txt`, String(error));
  }
});
"""
ZOD = """
import { readFileSync, writeFileSync } from "node:fs";
const folder = process.argv[2];
const schemas = {};
for (const name of process.argv[3].split(",")) {
  schemas[name] = (await import(`./${name}.mjs`)).default;
}
readFileSync(0, "utf8").split("\\n").filter(Boolean).forEach((path, index) => {
  try {
    const value = JSON.parse(readFileSync(path, "utf8"));
    const written = JSON.stringify(schemas[value.recordType].parse(value));
    writeFileSync(`${folder}/${index}.json`, written);
  } catch (error) {
    writeFileSync(`${folder}/${index}.txt`, String(error));
  }
});
"""
GO = """
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

func convert(data []byte) ([]byte, error) {
	var head struct{ RecordType string }
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, err
	}
	switch head.RecordType {
%s	}
	return nil, fmt.Errorf("unknown record")
}

func main() {
	paths := bufio.NewScanner(os.Stdin)
	for index := 0; paths.Scan(); index++ {
		data, _ := os.ReadFile(paths.Text())
		written, err := convert(data)
		if err != nil {
			os.WriteFile(fmt.Sprintf("%%s/%%d.txt", os.Args[1], index), []byte(err.Error()), 0o600)
			continue
		}
		os.WriteFile(fmt.Sprintf("%%s/%%d.json", os.Args[1], index), written, 0o600)
	}
}
"""
GO_CASE = """\tcase "{record}":
		value, err := Unmarshal{name}(data)
		if err != nil {{
			return nil, err
		}}
		return value.Marshal()
"""
