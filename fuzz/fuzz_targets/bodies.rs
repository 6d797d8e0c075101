//! The body of a post → its fields and its file, as the pages read them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use strong_trust::web::read_body;
use tokio::runtime::Builder;

fuzz_target!(|input: &[u8]| {
    let Some((how, rest)) = input.split_first() else {
        return;
    };
    // The line that parts a body made of parts stands in the head: "x", or the input's own first line.
    let (kind, body) = match how % 3 {
        0 => ("application/x-www-form-urlencoded".to_owned(), rest),
        1 => ("multipart/form-data; boundary=x".to_owned(), rest),
        _ => {
            let line = rest
                .iter()
                .position(|byte| *byte == b'\n')
                .unwrap_or(rest.len());
            let (kind, body) = rest.split_at(line);
            (String::from_utf8_lossy(kind).into_owned(), body)
        }
    };
    let runtime = Builder::new_current_thread()
        .build()
        .expect("a runtime is made");
    for takes_file in [false, true] {
        runtime.block_on(read_body(&kind, body.to_vec(), takes_file));
    }
});
