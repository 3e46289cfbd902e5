//! The judge of JSON: one pass over the bytes, along the shapes that records have.

use crate::calendar::begins_with_day;
use crate::strings::{count_characters, unescape, STOPS};
use crate::tables::{Automaton, Kind, Member, Record, Scalar, Shape, Tables};

/// Bytes that a text may have as it is written, but for the content of attachments.
const LONGEST_TEXT: usize = 65_536;
const LONGEST_CONTENT: usize = 10_000_000;
const MOST_DIGITS: usize = 16;

/// Bounds on a document.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// The most bytes.
    pub max_bytes: usize,
    /// The most values.
    pub max_values: usize,
    /// The most bytes beside the content of attachments.
    pub most_besides: usize,
}

struct Judge<'a> {
    tables: &'a Tables,
    data: &'a [u8],
    at: usize,
    values: usize,
    content: usize,
    scratch: Vec<u8>,
}

/// Returns the number of the record type that a text surely is a valid record of; none if unsure.
pub fn judge(tables: &Tables, data: &[u8], bounds: Bounds) -> Option<usize> {
    if data.len() > bounds.max_bytes {
        return None;
    }
    let scratch = Vec::new();
    let mut judge = Judge { tables, data, at: 0, values: 1, content: 0, scratch };
    let number = judge.document()?;
    let is_bounded =
        judge.values <= bounds.max_values && data.len() - judge.content <= bounds.most_besides;
    is_bounded.then_some(number)
}

/// Writes the verdict on each line that is not blank; returns how many there are.
///
/// A verdict is 0 where it is not sure, else the number of the record type from 1. There are none
/// where they have no room.
pub fn judge_lines(tables: &Tables, text: &[u8], bounds: Bounds, out: &mut [u8]) -> Option<usize> {
    let mut count = 0;
    for line in text.split(|&byte| byte == b'\n') {
        if line.iter().all(|byte| b" \t\r".contains(byte)) {
            continue;
        }
        let number = judge(tables, line, bounds).map_or(0, |number| number + 1);
        *out.get_mut(count)? = u8::try_from(number).ok()?;
        count += 1;
    }
    Some(count)
}

impl<'a> Judge<'a> {
    fn document(&mut self) -> Option<usize> {
        self.expect(b'{')?;
        self.skip_blanks();
        let number = self.find_type(self.at)?;
        let tables = self.tables;
        self.record(&tables.records[tables.roots[number].1])?;
        self.skip_blanks();
        (self.at == self.data.len()).then_some(number)
    }

    /// Returns the number of the record type, which is the first member.
    fn find_type(&self, at: usize) -> Option<usize> {
        let mut ahead = Judge { scratch: Vec::new(), at, ..*self };
        ahead.expect_all(b"\"recordType\"")?;
        ahead.skip_blanks();
        ahead.expect(b':')?;
        ahead.skip_blanks();
        ahead.expect(b'"')?;
        let rest = &self.data[ahead.at..];
        self.tables.roots.iter().position(|(name, _)| rest.starts_with(name))
    }

    fn record(&mut self, record: &Record) -> Option<()> {
        let (mut seen, mut next) = (0_u64, 0);
        self.skip_blanks();
        if self.data.get(self.at) == Some(&b'}') {
            self.at += 1;
            return (record.required == 0).then_some(());
        }
        loop {
            self.expect(b'"')?;
            let index = self.member(record, next)?;
            let bit = 1 << index;
            if seen & bit != 0 {
                return None;
            }
            seen |= bit;
            next = index + 1;
            self.expect_between(b':')?;
            self.value_of(&record.members[index])?;
            self.skip_blanks();
            match self.take()? {
                b',' => self.skip_blanks(),
                b'}' => break,
                _ => return None,
            }
        }
        (seen & record.required == record.required).then_some(())
    }

    /// Moves behind a member's name; returns its index, the next one being the likely one.
    fn member(&mut self, record: &Record, next: usize) -> Option<usize> {
        let (rest, members) = (&self.data[self.at..], &record.members);
        let is_here = |member: &Member| rest.starts_with(&member.key);
        let (before, behind) = members.split_at(next);
        let index = match behind.iter().position(is_here) {
            Some(index) => next + index,
            None => before.iter().position(is_here)?,
        };
        self.at += members[index].key.len();
        Some(index)
    }

    fn value_of(&mut self, member: &Member) -> Option<()> {
        let least = match member.min_items {
            None => return self.value(member),
            Some(least) => least,
        };
        self.values += 1;
        self.expect(b'[')?;
        self.skip_blanks();
        let mut count = 0;
        if self.data.get(self.at) == Some(&b']') {
            self.at += 1;
        } else {
            loop {
                self.value(member)?;
                count += 1;
                self.skip_blanks();
                match self.take()? {
                    b',' => self.skip_blanks(),
                    b']' => break,
                    _ => return None,
                }
            }
        }
        (count >= least).then_some(())
    }

    #[inline]
    fn value(&mut self, member: &Member) -> Option<()> {
        self.values += 1;
        let tables = self.tables;
        match member.shape {
            Shape::Record(number) => {
                self.expect(b'{')?;
                self.record(&tables.records[number])
            }
            Shape::Scalar(number) => {
                let scalar = &tables.scalars[number];
                match scalar.kind {
                    Kind::Text(number) => self.text(scalar, &tables.automata[number], member),
                    Kind::Integer => self.integer(scalar),
                    Kind::Boolean => self.expect_all(b"true").or_else(|| self.expect_all(b"false")),
                }
            }
        }
    }

    fn text(&mut self, scalar: &Scalar, automaton: &Automaton, member: &Member) -> Option<()> {
        self.expect(b'"')?;
        let rest = &self.data[self.at..];
        let (mut state, mut length) = (automaton.start(), 0);
        for &byte in rest {
            if STOPS[usize::from(byte)] {
                break;
            }
            state = automaton.step(state, byte);
            length += 1;
        }
        match rest.get(length)? {
            b'"' => {}
            b'\\' => return self.escaped_text(scalar, automaton),
            _ => return None,
        }
        let longest = if member.is_content { LONGEST_CONTENT } else { LONGEST_TEXT };
        let text = &rest[..length];
        if length > longest || !automaton.accepts(state) || !fits(scalar, text) {
            return None;
        }
        if member.is_content {
            self.content += length;
        }
        self.at += length + 1;
        Some(())
    }

    #[cold]
    fn escaped_text(&mut self, scalar: &Scalar, automaton: &Automaton) -> Option<()> {
        let end = unescape(self.data, self.at, LONGEST_TEXT, &mut self.scratch)?;
        let step = |state, &byte: &u8| automaton.step(state, byte);
        let state = self.scratch.iter().fold(automaton.start(), step);
        self.at = end + 1;
        (automaton.accepts(state) && fits(scalar, &self.scratch)).then_some(())
    }

    /// Reads a number in its usual spelling; any other is for Python to judge.
    fn integer(&mut self, scalar: &Scalar) -> Option<()> {
        let is_negative = self.expect(b'-').is_some();
        let rest = &self.data[self.at..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_odd = rest.first() == Some(&b'0') && (digits > 1 || is_negative);
        if digits == 0 || digits > MOST_DIGITS || is_odd {
            return None;
        }
        let add = |sum: i64, digit: &u8| sum * 10 + i64::from(digit - b'0');
        let size = rest[..digits].iter().fold(0, add);
        let number = if is_negative { -size } else { size };
        self.at += digits;
        (number >= scalar.minimum && number <= scalar.maximum).then_some(())
    }

    #[inline]
    fn take(&mut self) -> Option<u8> {
        let byte = *self.data.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.data.get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    fn expect_all(&mut self, bytes: &[u8]) -> Option<()> {
        self.data[self.at..].starts_with(bytes).then(|| self.at += bytes.len())
    }

    #[inline]
    fn expect_between(&mut self, byte: u8) -> Option<()> {
        self.skip_blanks();
        self.expect(byte)?;
        self.skip_blanks();
        Some(())
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.data.get(self.at) {
            self.at += 1;
            while self.data[self.at..].starts_with(b"        ") {
                self.at += 8;
            }
        }
    }
}

/// Tells whether a text that an automaton accepts has a length that its type allows, and its day.
#[inline]
fn fits(scalar: &Scalar, text: &[u8]) -> bool {
    let is_short = text.len() <= scalar.max_length || count_characters(text) <= scalar.max_length;
    let is_long =
        scalar.min_length <= 1 && !text.is_empty() || count_characters(text) >= scalar.min_length;
    is_short && is_long && (!scalar.is_dated || begins_with_day(text))
}
