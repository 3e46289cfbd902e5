// Reads each document named on standard input, and writes it to files in both syntaxes.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"example.com/client/records"
)

func main() {
	paths := bufio.NewScanner(os.Stdin)
	for index := 0; paths.Scan(); index++ {
		place := fmt.Sprintf("%s/%d", os.Args[1], index)
		if err := convert(paths.Text(), place); err != nil {
			if err := os.WriteFile(place+".txt", []byte(err.Error()), 0o600); err != nil {
				panic(err)
			}
		}
	}
}

func convert(path, place string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	options := records.Options{KeepUnknownCodes: strings.Contains(path, "/keep/")}
	read := options.ReadJSON
	if strings.HasSuffix(path, ".xml") {
		read = options.ReadXML
	}
	record, err := read(data)
	if err != nil {
		return err
	}
	asJSON, err := options.WriteJSON(record)
	if err != nil {
		return err
	}
	asXML, err := options.WriteXML(record)
	if err != nil {
		return err
	}
	if err := os.WriteFile(place+".json", asJSON, 0o600); err != nil {
		panic(err)
	}
	return os.WriteFile(place+".xml", asXML, 0o600)
}
