//! The checksum of the tables (CRC-32, as in zlib), which shows that none of their bytes is lost.

const POLYNOMIAL: u32 = 0xedb8_8320;

/// Returns the CRC-32 of some bytes.
pub fn crc32(data: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (start, entry) in (0_u32..).zip(table.iter_mut()) {
        let mut value = start;
        for _ in 0..8 {
            value = if value & 1 == 1 { (value >> 1) ^ POLYNOMIAL } else { value >> 1 };
        }
        *entry = value;
    }
    let mut sum = u32::MAX;
    for &byte in data {
        sum = (sum >> 8) ^ table[usize::from(sum as u8 ^ byte)];
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn checksum_is_that_of_zlib() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
