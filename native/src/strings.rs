//! JSON strings: where they end, and what they are without escapes.

/// Bytes that end a string, or that must not be in it as they are.
pub static STOPS: [bool; 256] = stops();

const fn stops() -> [bool; 256] {
    let mut found = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        found[byte] = true;
        byte += 1;
    }
    found[b'"' as usize] = true;
    found[b'\\' as usize] = true;
    found
}

/// Writes a string without its escapes into a buffer; returns the index of the mark that ends it.
///
/// There is none where the string is broken, longer than a limit, or has half a surrogate pair.
pub fn unescape(data: &[u8], start: usize, limit: usize, out: &mut Vec<u8>) -> Option<usize> {
    out.clear();
    let mut at = start;
    loop {
        let byte = *data.get(at)?;
        match byte {
            b'"' => return Some(at),
            b'\\' => at = unescape_one(data, at + 1, out)?,
            0..=0x1f => return None,
            _ => {
                push(out, &[byte])?;
                at += 1;
            }
        }
        if at - start > limit {
            return None;
        }
    }
}

/// Writes what an escape stands for, whose backslash is before an index; returns where it ends.
fn unescape_one(data: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    let simple = match *data.get(at)? {
        byte @ (b'"' | b'\\' | b'/') => byte,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unescape_unit(data, at + 1, out),
        _ => return None,
    };
    push(out, &[simple])?;
    Some(at + 1)
}

fn unescape_unit(data: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    let (first, mut end) = (hex(data, at)?, at + 4);
    let mut code = first;
    if (0xd800..0xdc00).contains(&first) {
        if data.get(end..end + 2)? != b"\\u" {
            return None;
        }
        let second = hex(data, end + 2).filter(|unit| (0xdc00..0xe000).contains(unit))?;
        code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        end += 6;
    }
    let mut bytes = [0; 4];
    push(out, char::from_u32(code)?.encode_utf8(&mut bytes).as_bytes())?;
    Some(end)
}

fn hex(data: &[u8], at: usize) -> Option<u32> {
    let digits = data.get(at..at + 4)?;
    digits.iter().try_fold(0, |sum, &digit| Some(sum * 16 + char::from(digit).to_digit(16)?))
}

fn push(out: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
    out.try_reserve(bytes.len()).ok()?;
    out.extend_from_slice(bytes);
    Some(())
}

/// Returns how many characters a text in UTF-8 has.
pub fn count_characters(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{count_characters, unescape};

    fn plain(text: &str) -> Option<String> {
        let mut out = Vec::new();
        unescape(text.as_bytes(), 0, 100, &mut out)?;
        String::from_utf8(out).ok()
    }

    #[test]
    fn escapes_are_what_they_stand_for() {
        assert_eq!(plain(r#"a\"\\\/\b\f\n\r\t\u00e9\ud842\udfb7""#).unwrap(), {
            "a\"\\/\u{8}\u{c}\n\r\té𠮷"
        });
    }

    #[test]
    fn broken_strings_have_no_end() {
        for text in
            ["a", "a\\", "\\x\"", "\\u12\"", "\\ud842\"", "\\udfb7\"", "\\ud842\\u0041\"", "\n\""]
        {
            assert_eq!(plain(text), None, "{}", text);
        }
        assert_eq!(plain(&"a".repeat(102)), None);
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(count_characters("aé字𠮷".as_bytes()), 4);
    }
}
