//! The native core: it looks at the bytes of a record and says "surely valid" or "not sure".
//!
//! It never says "invalid": whatever is unusual, be it right or wrong, is for Python to judge. It
//! knows no schema. What records look like comes from tables that `swschema build` writes.
#![deny(unsafe_code)]
#![deny(missing_docs)]

#[allow(unsafe_code)]
mod border;
pub mod calendar;
pub mod checksum;
pub mod json;
pub mod reader;
pub mod strings;
pub mod tables;
