//! A command line becomes words, as a POSIX shell or Windows' cmd splits it. Nothing is expanded and nothing is run.

use std::iter::Peekable;
use std::str::Chars;

/// A word, or the end of a command.
#[derive(Debug, PartialEq, Eq)]
pub enum Word {
    Text(String),
    End,
}

impl Word {
    /// The word's text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Word::Text(text) => Some(text),
            Word::End => None,
        }
    }
}

/// Splits a text. Carets before quotation marks or at the ends of lines tell cmd.
pub fn split(text: &str) -> Vec<Word> {
    let of_cmd = text.contains("^\"") || text.lines().any(|line| line.trim_end().ends_with(" ^"));
    let text = text.replace("\r\n", "\n");
    let mut line = Line { chars: text.chars().peekable(), words: Vec::new(), word: None };
    if of_cmd {
        line.cmd()
    } else {
        line.posix()
    }
    line.end();
    line.words
}

struct Line<'a> {
    chars: Peekable<Chars<'a>>,
    words: Vec<Word>,
    word: Option<String>,
}

impl Line<'_> {
    fn put(&mut self, c: char) {
        self.word.get_or_insert_default().push(c);
    }

    fn close(&mut self) {
        self.words.extend(self.word.take().map(Word::Text));
    }

    fn end(&mut self) {
        self.close();
        self.words.push(Word::End);
    }

    fn posix(&mut self) {
        while let Some(c) = self.chars.next() {
            match c {
                '\\' => match self.chars.next() {
                    Some('\n') | None => {}
                    Some(next) => self.put(next),
                },
                '\'' => self.quoted('\''),
                '"' => self.quoted('"'),
                '$' if self.chars.peek() == Some(&'\'') => {
                    self.chars.next();
                    self.ansi();
                }
                '\n' | ';' | '|' | '&' => self.end(),
                ' ' | '\t' => self.close(),
                _ => self.put(c),
            }
        }
    }

    fn quoted(&mut self, mark: char) {
        self.word.get_or_insert_default();
        while let Some(c) = self.chars.next() {
            match c {
                _ if c == mark => return,
                '\\' if mark == '"' && matches!(self.chars.peek(), Some('"' | '\\' | '$' | '`')) => {
                    let next = self.chars.next();
                    next.into_iter().for_each(|next| self.put(next));
                }
                _ => self.put(c),
            }
        }
    }

    /// `$'…'`, which Chrome writes for control characters, apostrophes and exclamation marks.
    fn ansi(&mut self) {
        self.word.get_or_insert_default();
        while let Some(c) = self.chars.next() {
            match (c, if c == '\\' { self.chars.next() } else { None }) {
                ('\'', _) => return,
                ('\\', Some('n')) => self.put('\n'),
                ('\\', Some('r')) => self.put('\r'),
                ('\\', Some('t')) => self.put('\t'),
                ('\\', Some('u')) => self.hex(4),
                ('\\', Some('x')) => self.hex(2),
                ('\\', Some(other)) => self.put(other),
                _ => self.put(c),
            }
        }
    }

    fn hex(&mut self, most: usize) {
        let mut code = 0;
        for _ in 0..most {
            let Some(digit) = self.chars.peek().and_then(|c| c.to_digit(16)) else { break };
            code = code * 16 + digit;
            self.chars.next();
        }
        self.put(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    /// First cmd's carets, then the quotation marks and backslashes of the C runtime.
    fn cmd(&mut self) {
        let mut in_quotes = false;
        while let Some(c) = self.of_cmd() {
            match c {
                '\\' if matches!(self.peek_of_cmd(), Some('"' | '\\')) => {
                    let next = self.of_cmd();
                    next.into_iter().for_each(|next| self.put(next));
                }
                '"' => {
                    in_quotes = !in_quotes;
                    self.word.get_or_insert_default();
                }
                ' ' | '\t' if !in_quotes => self.close(),
                // Chrome joins commands with `&`, escaped where the whole is.
                '&' | '\n' if !in_quotes => self.end(),
                _ => self.put(c),
            }
        }
    }

    /// The next character behind cmd's own escapes. A caret at the end of a line joins it
    /// with the next; before an empty line it stands for the line feed.
    fn of_cmd(&mut self) -> Option<char> {
        loop {
            match self.chars.next()? {
                '^' => match self.chars.next()? {
                    '\n' if self.chars.peek() == Some(&'\n') => {
                        self.chars.next();
                        return Some('\n');
                    }
                    '\n' => {}
                    next => return Some(next),
                },
                c => return Some(c),
            }
        }
    }

    fn peek_of_cmd(&mut self) -> Option<char> {
        let mut ahead = self.chars.clone();
        match ahead.next()? {
            '^' => ahead.next(),
            c => Some(c),
        }
    }
}
