//! The program whose allocations are counted; see `work`.

mod work;

bench_client::counting_program!(work::work);
