// Command patterns tells what Go says of patterns: of the lines of `.dockerignore` and of `--exclude` with
// moby/patternmatcher, as BuildKit reads them, and of the sources of COPY with filepath.Match.
//
//	cd scripts/go-patterns && go run . >../../fixtures/context/go-patterns.json
package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

var texts = []string{
	"a", "/a", "./a", "a/", "a/b", "/a/b/", "a/../b", "../a", " a ", "\ufeffa", "a\r\n", "# a", " # a", "#a\na", "A",
	"*", "*/*", "**", "**/*", "**/", "*\n!a", "*\n!a/b", "**\n!a/b", "a\n!a/b", "a/*\n!a/b", "!a", "a\n!a", "!a\na", "a\n! a/b",
	"*.py", "**/*.py", "a/*.py", "a/**/*.py", "**/a", "**/a/**", "a/**", "**a", "a**", "a**/c.py", "**.py",
	"a?", "?", "[ab]", "[^a]", "[a-c]", "[!a]", "x[0-9].txt", "x[]0].txt", "\\*", "a\\b", "*\\*", "x[0", "[-a]", "[a-]", "a+b", "a.b", "(a)", "{a,b}", "$a",
	"a b", "ä*", "node_modules", "**/node_modules", ".git", ".*", "**/.*", "*.py\n!a/*.py", "**/*.py\n!**/keep.py\na/keep.py",
	"src\n!src/**/*.py", "*\n!src/**\nsrc/**/*.pyc", "!", "a\n!",
}

var paths = []string{
	"a", "A", "b", "c.py", "a/b", "a/c.py", "a/b/c.py", "a/b/keep.py", "a/keep.py", "keep.py", "ab", "ab/c.py", "axb", "a.b", "a+b", "aab", "(a)", "{a,b}", "$a",
	"a b", "a*", "*", "äö", "x0.txt", "x[0.txt", "x10.txt", "-", "node_modules/a/b.js", "src/node_modules/a.js", ".git/HEAD", "src/.env", "src/a.py", "src/a.pyc", "src/lib/b.py", "#a", "!a",
}

var patterns = []string{
	"a", "*", "**", "?", "a*", "*a", "*a*", "a?b", "[ab]", "[^ab]", "[a-c]", "[^a-c]", "[!a]", "[]a]", "[a]]", "[a-]", "[-a]", "[", "[a", "a]", "\\a", "\\*", "a\\*b", "a\\", "[\\]]", "[\\-]", "[a\\-c]", "[^]",
	"{a,b}", "a,b", "*.txt", "req*.txt", "*.t?t", "a**b", "***", "ä?", "a.b", "a+b", "(a)", "[a-", "[]", "*[", "a*b*c*d", "$a",
}

var names = []string{
	"a", "b", "c", "d", "-", "]", "^", "!", "*", "a]", "ab", "axb", "a*b", "aXXb", "abcd", "a.b", "a+b", "(a)", "{a,b}", "a,b", "$a", "req.txt", "requirements.txt", "x.tat", "äö", ".a", "a-c", "\\", "[", "[a", "A",
}

type verdict struct {
	Pattern string `json:"pattern"`
	// What it matches; absent for a pattern that is refused.
	Matches *[]string `json:"matches,omitempty"`
}

func verdictOf(pattern string, asked []string, matches func(string) (bool, error)) verdict {
	found := []string{}
	for _, one := range asked {
		is, err := matches(one)
		if err != nil {
			return verdict{Pattern: pattern}
		}
		if is {
			found = append(found, one)
		}
	}
	return verdict{Pattern: pattern, Matches: &found}
}

func ignoring(text string) func(string) (bool, error) {
	lines, err := ignorefile.ReadAll(strings.NewReader(text))
	if err != nil {
		return func(string) (bool, error) { return false, err }
	}
	matcher, err := patternmatcher.New(lines)
	if err != nil {
		return func(string) (bool, error) { return false, err }
	}
	return matcher.MatchesOrParentMatches
}

func main() {
	ignored := []verdict{}
	for _, text := range texts {
		ignored = append(ignored, verdictOf(text, paths, ignoring(text)))
	}
	matched := []verdict{}
	for _, pattern := range patterns {
		matched = append(matched, verdictOf(pattern, names, func(name string) (bool, error) {
			return filepath.Match(pattern, name)
		}))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(map[string]any{
		"source": "moby/patternmatcher v0.6.1 and path/filepath of Go: scripts/go-patterns",
		"day":    time.Now().UTC().Format(time.DateOnly),
		"paths":  paths, "ignored": ignored, "names": names, "matched": matched,
	}); err != nil {
		panic(err)
	}
}
