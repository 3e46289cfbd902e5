//! Days of the Gregorian calendar.

/// Tells whether a text whose first ten bytes are digits as `YYYY-MM-DD` begins with a real day.
pub fn begins_with_day(text: &[u8]) -> bool {
    if text.len() < 10 {
        return false;
    }
    let number = |from: usize, to: usize| {
        text[from..to].iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit & 0x0f))
    };
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    day >= 1 && day <= days_of(year, month)
}

fn days_of(year: u32, month: u32) -> u32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::begins_with_day;

    #[test]
    fn last_days_of_february() {
        assert!(begins_with_day(b"2024-02-29"));
        assert!(begins_with_day(b"2000-02-29T00:00:00Z"));
        assert!(!begins_with_day(b"1900-02-29"));
        assert!(!begins_with_day(b"2023-02-29"));
    }

    #[test]
    fn months_and_days_that_are_none() {
        for text in ["2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00", "2023-01-3"] {
            assert!(!begins_with_day(text.as_bytes()), "{}", text);
        }
    }
}
