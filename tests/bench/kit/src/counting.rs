//! The program that counts allocations; see `work`.

mod work;

bench_client::counting_program!(work::work);
