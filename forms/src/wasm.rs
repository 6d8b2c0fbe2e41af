//! A door as WebAssembly exports: JSON text in, JSON text out, through the module's memory. Three functions need no
//! binding generator, so the faces load the module as it is.
//!
//! A caller reserves room, writes its request there and gives it to `call`, which takes it over. The answer comes as
//! its address in the upper 32 bits and its length in the lower; the caller reads it and then releases it.

/// Exports a function `fn(&str) -> String`. One module has one door.
#[macro_export]
macro_rules! export_door {
    ($door:path) => {
        /// Room for a request of `length` bytes.
        #[unsafe(no_mangle)]
        extern "C" fn reserve(length: usize) -> *mut u8 {
            Box::<[u8]>::into_raw(vec![0; length].into_boxed_slice()).cast()
        }

        /// Takes an answer back.
        ///
        /// # Safety
        /// `address` and `length` are those of an answer, released once.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn release(address: *mut u8, length: usize) {
            // SAFETY: an answer is a boxed slice of that length, see `call`.
            drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, length)) });
        }

        /// Answers the request that was written into reserved room.
        ///
        /// # Safety
        /// `address` and `length` are those of room from `reserve`, used once and not touched afterwards.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn call(address: *mut u8, length: usize) -> u64 {
            // SAFETY: reserved room is a boxed slice of that length, see `reserve`.
            let request = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, length)) };
            let answer = $door(&String::from_utf8_lossy(&request)).into_bytes().into_boxed_slice();
            let length = answer.len() as u64;
            let address = Box::into_raw(answer).cast::<u8>() as u64;
            address << 32 | length
        }
    };
}
