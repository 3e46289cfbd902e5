//! What records look like, as `swschema build` writes it: read once, checked, and then shared.

use crate::checksum::crc32;
use crate::reader::Reader;

/// What tables begin with: any others are not of this core's version.
pub const MAGIC: &[u8; 8] = b"swtab\0\x00\x01";
/// Members that a record can have at most, as each has a bit.
pub const MOST_MEMBERS: usize = 64;

/// The automaton of a pattern, over the bytes of UTF-8. The state 0 is dead, the first one next.
///
/// A state is where its row begins; the last column of a row says whether the state accepts.
pub struct Automaton {
    classes: [u8; 256],
    rows: Vec<u32>,
    width: usize,
}

/// How a scalar stands in JSON.
pub enum Kind {
    /// A string that an automaton accepts.
    Text(usize),
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
}

/// A scalar type.
pub struct Scalar {
    /// How it stands in JSON.
    pub kind: Kind,
    /// Whether it begins with a day of the calendar.
    pub is_dated: bool,
    /// The fewest characters.
    pub min_length: usize,
    /// The most characters.
    pub max_length: usize,
    /// The smallest number.
    pub minimum: i64,
    /// The largest number.
    pub maximum: i64,
}

/// What a value is: the number of a type.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A scalar.
    Scalar(usize),
    /// An object.
    Record(usize),
}

/// A member of an object.
pub struct Member {
    /// Its name and the quotation mark behind it.
    pub key: Vec<u8>,
    /// The type of its value, or of each item of it.
    pub shape: Shape,
    /// The fewest items; none where it is no array.
    pub min_items: Option<u32>,
    /// Whether it is the content of an attachment, which may be longer than other texts.
    pub is_content: bool,
}

/// An object type.
pub struct Record {
    /// Its members, in their order.
    pub members: Vec<Member>,
    /// A bit for each that must be there.
    pub required: u64,
}

/// All types, and those that are documents.
pub struct Tables {
    /// The automata of patterns and lists of codes.
    pub automata: Vec<Automaton>,
    /// The scalar types.
    pub scalars: Vec<Scalar>,
    /// The object types; each has those inside of it before itself.
    pub records: Vec<Record>,
    /// The documents: their `recordType` and their type.
    pub roots: Vec<(Vec<u8>, usize)>,
}

impl Automaton {
    /// The first state.
    pub fn start(&self) -> usize {
        self.width
    }

    /// Returns the state after a byte.
    #[inline(always)]
    pub fn step(&self, state: usize, byte: u8) -> usize {
        let class = usize::from(self.classes[usize::from(byte)]);
        self.rows[state + class] as usize
    }

    /// Tells whether a text may end in a state.
    pub fn accepts(&self, state: usize) -> bool {
        self.rows[state + self.width - 1] != 0
    }

    fn read(reader: &mut Reader) -> Option<Automaton> {
        let (states, classes) = (usize::from(reader.u16()?), usize::from(reader.u8()?));
        let map: [u8; 256] = reader.bytes(256)?.try_into().ok()?;
        let accepts = reader.bytes(states)?;
        if states < 2 || map.iter().any(|&class| usize::from(class) >= classes) {
            return None;
        }
        let width = classes + 1;
        let mut rows = vec![0; states * width];
        for (row, &accepts) in rows.chunks_exact_mut(width).zip(accepts) {
            for _ in 0..reader.u8()? {
                let (first, length) = (usize::from(reader.u8()?), usize::from(reader.u8()?));
                let state = usize::from(reader.u16()?);
                if state >= states || first + length > classes {
                    return None;
                }
                row[first..first + length].fill(u32::try_from(state * width).ok()?);
            }
            row[classes] = u32::from(accepts != 0);
        }
        Some(Automaton { classes: map, rows, width })
    }
}

impl Scalar {
    fn read(reader: &mut Reader, automata: usize) -> Option<Scalar> {
        let (kind, is_dated, automaton) = (reader.u8()?, reader.u8()?, usize::from(reader.u16()?));
        Some(Scalar {
            kind: match kind {
                0 if automaton < automata => Kind::Text(automaton),
                1 => Kind::Integer,
                2 => Kind::Boolean,
                _ => return None,
            },
            is_dated: is_dated != 0,
            min_length: reader.u32()? as usize,
            max_length: reader.u32()? as usize,
            minimum: reader.i64()?,
            maximum: reader.i64()?,
        })
    }
}

impl Member {
    /// Reads a member, and whether it must be there.
    fn read(reader: &mut Reader, scalars: usize, records: usize) -> Option<(Member, bool)> {
        let name = reader.text()?;
        let (is_record, number) = (reader.u8()? != 0, usize::from(reader.u16()?));
        let (required, is_array, min_items) = (reader.u8()?, reader.u8()?, reader.u32()?);
        let known = if is_record { records } else { scalars };
        if number >= known || name.iter().any(|&byte| byte < b' ' || b"\"\\".contains(&byte)) {
            return None;
        }
        let member = Member {
            key: [name, b"\""].concat(),
            shape: if is_record { Shape::Record(number) } else { Shape::Scalar(number) },
            min_items: (is_array != 0).then_some(min_items),
            is_content: name == b"content",
        };
        Some((member, required != 0))
    }
}

impl Record {
    /// Reads an object type; what it contains is known already, so that none contains itself.
    fn read(reader: &mut Reader, scalars: usize, records: usize) -> Option<Record> {
        let read = reader.list(|reader| Member::read(reader, scalars, records))?;
        if read.len() > MOST_MEMBERS {
            return None;
        }
        let bits = read.iter().enumerate().map(|(index, (_, needed))| u64::from(*needed) << index);
        let required = bits.sum();
        Some(Record { members: read.into_iter().map(|(member, _)| member).collect(), required })
    }
}

impl Tables {
    /// Returns the tables that some bytes are; none where they are of another version or damaged.
    pub fn read(data: &[u8]) -> Option<Tables> {
        let body = data.strip_prefix(MAGIC)?;
        let mut reader = Reader::new(body);
        if reader.u32()? != crc32(body.get(4..)?) {
            return None;
        }
        let automata = reader.list(Automaton::read)?;
        let scalars = reader.list(|reader| Scalar::read(reader, automata.len()))?;
        let mut records: Vec<Record> = Vec::new();
        for _ in 0..reader.u16()? {
            let record = Record::read(&mut reader, scalars.len(), records.len())?;
            records.push(record);
        }
        let roots = reader.list(|reader| {
            let name = [reader.text()?, b"\""].concat();
            Some((name, usize::from(reader.u16()?))).filter(|root| root.1 < records.len())
        })?;
        reader.is_empty().then_some(Tables { automata, scalars, records, roots })
    }
}
