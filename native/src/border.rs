//! The border: what other languages call. The only module with unsafe code, and none but this.
//!
//! Every function takes pointers of its caller's, who keeps what they point to until it returns.
//! No panic crosses the border.

use crate::json::{judge, judge_lines, Bounds};
use crate::tables::Tables;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::slice;

/// The version of these functions.
const VERSION: u32 = 1;

/// Bounds on a document, as a C structure of three numbers of 64 bits.
#[repr(C)]
pub struct Limits {
    max_bytes: u64,
    max_values: u64,
    most_besides: u64,
}

impl Limits {
    fn bounds(&self) -> Bounds {
        let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        Bounds {
            max_bytes: size(self.max_bytes),
            max_values: size(self.max_values),
            most_besides: size(self.most_besides),
        }
    }
}

/// Returns the bytes at a pointer; none where that is null or there are more than can be.
unsafe fn bytes<'a>(data: *const u8, size: usize) -> Option<&'a [u8]> {
    if data.is_null() || isize::try_from(size).is_err() {
        return None;
    }
    Some(slice::from_raw_parts(data, size))
}

/// Returns what a function returns, and nothing where it panics.
fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

/// Returns the version of these functions.
#[no_mangle]
pub extern "C" fn swschema_version() -> u32 {
    VERSION
}

/// Returns tables for the other functions; null where they are of another version or damaged.
///
/// # Safety
///
/// `data` points to `size` bytes, which are not needed afterwards.
#[no_mangle]
pub unsafe extern "C" fn swschema_open(data: *const u8, size: usize) -> *mut Tables {
    let data = bytes(data, size);
    let tables = guarded(|| Tables::read(data?));
    tables.map_or(std::ptr::null_mut(), |tables| Box::into_raw(Box::new(tables)))
}

/// Frees tables.
///
/// # Safety
///
/// `tables` comes from `swschema_open`, and no other function has it any more.
#[no_mangle]
pub unsafe extern "C" fn swschema_close(tables: *mut Tables) {
    if !tables.is_null() {
        drop(Box::from_raw(tables));
    }
}

/// Returns the number of the record type, from 1, that a text surely is a valid record of; else 0.
///
/// # Safety
///
/// `tables` comes from `swschema_open`, `data` points to `size` bytes, `limits` to limits; other
/// threads may use all three as long as none changes them.
#[no_mangle]
pub unsafe extern "C" fn swschema_json(
    tables: *const Tables,
    data: *const u8,
    size: usize,
    limits: *const Limits,
) -> u32 {
    let (tables, data, limits) = (tables.as_ref(), bytes(data, size), limits.as_ref());
    let number = guarded(|| judge(tables?, data?, limits?.bounds()));
    number.map_or(0, |number| u32::try_from(number + 1).unwrap_or(0))
}

/// Writes a verdict for each line that is not blank, as `swschema_json` returns it; returns how
/// many there are, and -1 where they have no room.
///
/// # Safety
///
/// As for `swschema_json`; and `out` points to `room` bytes that nobody else uses.
#[no_mangle]
pub unsafe extern "C" fn swschema_json_lines(
    tables: *const Tables,
    data: *const u8,
    size: usize,
    limits: *const Limits,
    out: *mut u8,
    room: usize,
) -> i64 {
    let (tables, data, limits) = (tables.as_ref(), bytes(data, size), limits.as_ref());
    if out.is_null() || isize::try_from(room).is_err() {
        return -1;
    }
    let out = slice::from_raw_parts_mut(out, room);
    let count = guarded(|| judge_lines(tables?, data?, limits?.bounds(), out));
    count.and_then(|count| i64::try_from(count).ok()).unwrap_or(-1)
}
