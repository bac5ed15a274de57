package command

import (
	"bufio"
	"os"
	"strings"

	"anamnesis/app"
)

// passphrase returns the first line of --passphrase-file, "" without one.
func (r *run) passphrase() (string, error) {
	if r.PassphraseFile == "" {
		return "", nil
	}
	f, err := os.Open(r.PassphraseFile)
	if err != nil {
		return "", &app.Error{Message: "The file of --passphrase-file cannot be read. Check its path and that you may read it.", Err: err}
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Scan()
	line := strings.TrimRight(s.Text(), "\r")
	if line == "" {
		return "", &app.Error{Message: "The first line of the passphrase file is empty. Write the passphrase there."}
	}
	return line, nil
}
