//! The judge with the tables of the specification, on its samples.

use std::fs;
use std::path::{Path, PathBuf};
use swschema_native::json::{judge, judge_lines, Bounds};
use swschema_native::tables::Tables;

const BOUNDS: Bounds = Bounds { max_bytes: 1 << 26, max_values: 100_000, most_besides: 1 << 24 };

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn tables() -> Vec<u8> {
    fs::read(root().join("src/swschema/native/v1.tables")).unwrap()
}

fn samples() -> Vec<Vec<u8>> {
    let folder = root().join("samples/valid/registration");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = paths.filter(|path| path.extension().map_or(false, |end| end == "json"));
    json.map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn valid_samples_are_accepted() {
    let tables = Tables::read(&tables()).unwrap();
    let samples = samples();
    assert!(samples.len() > 5);
    assert!(samples.iter().all(|sample| judge(&tables, sample, BOUNDS).is_some()));
}

#[test]
fn no_beginning_of_a_sample_is_accepted() {
    let tables = Tables::read(&tables()).unwrap();
    let sample = samples().swap_remove(0);
    let end = sample.iter().rposition(|&byte| byte == b'}').unwrap();
    for length in 0..=end {
        assert_eq!(judge(&tables, &sample[..length], BOUNDS), None);
    }
}

#[test]
fn lines_without_room_have_no_verdict() {
    let tables = Tables::read(&tables()).unwrap();
    assert_eq!(judge_lines(&tables, b"{}\n \n{}", BOUNDS, &mut [7; 2]), Some(2));
    assert_eq!(judge_lines(&tables, b"{}\n \n{}", BOUNDS, &mut [7; 1]), None);
}

#[test]
fn damaged_tables_are_refused() {
    let whole = tables();
    for at in (0..whole.len()).step_by(997) {
        assert!(Tables::read(&whole[..at]).is_none());
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        assert!(Tables::read(&damaged).is_none());
    }
}
