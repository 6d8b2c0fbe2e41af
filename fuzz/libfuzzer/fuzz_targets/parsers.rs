#![no_main]

// The first byte picks the parser, the rest is for it.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        let target = &fuzz::TARGETS[usize::from(*first) % fuzz::TARGETS.len()];
        (target.parse)(rest);
    }
});
