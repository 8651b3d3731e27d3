// in: 
// out: 5\n[1, 99, 3]\n258\n
use std::os::raw::c_int;

extern "C" {
    fn abs(x: c_int) -> c_int;
}

#[no_mangle]
pub extern "C" fn twice(x: c_int) -> c_int {
    x * 2
}

#[repr(C)]
union Bits {
    whole: u16,
    bytes: [u8; 2],
}

fn main() {
    println!("{}", unsafe { abs(-5) });
    let mut all = vec![1, 2, 3];
    let at = all.as_mut_ptr();
    unsafe { *at.add(1) = twice(49) + 1 };
    println!("{all:?}");
    println!("{}", unsafe { Bits { bytes: [2, 1] }.whole });
}
