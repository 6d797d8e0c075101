//! Names of cells, as people see them.

/// The name of a cell, such as "B7". Row and column are counted from 0.
pub fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).expect("a rest of 26 is below 26"),
        ));
        match (rest / 26).checked_sub(1) {
            Some(left) => rest = left,
            None => break,
        }
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

/// Row and column of "B7", counted from 0. `None`: it is no name of a cell.
pub fn position(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = text[..letters].bytes().try_fold(0_u32, |column, letter| {
        column
            .checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = text[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_people_see() {
        let last = (1_048_575, 16_383);
        for (place, name) in [
            ((0, 0), "A1"),
            ((6, 5), "F7"),
            ((99, 25), "Z100"),
            ((0, 26), "AA1"),
            ((9, 26), "AA10"),
            (last, "XFD1048576"),
        ] {
            assert_eq!(cell_name(place), name);
            assert_eq!(position(name), Some(place));
        }
        for bad in [
            "",
            "A",
            "7",
            "A0",
            "A-1",
            "AAAAAAAAAAAA1",
            "A99999999999",
            "é1",
        ] {
            assert_eq!(position(bad), None, "{bad}");
        }
    }
}
