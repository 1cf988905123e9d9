//! A fixed piece of arithmetic of the kind that reading consists of, to measure the machine by.

use crate::system::processor_seconds;
use std::hint::black_box;

/// Rows and columns: the width of the reader's layers.
const SIZE: usize = 384;
/// So many that the clock's hundredths do not matter.
const PRODUCTS: usize = 64;

/// Seconds of processor time that one product of two matrices takes; 0 where the system does not tell.
pub fn seconds_per_product() -> f64 {
    let (left, right) = (matrix(7), matrix(11));
    let mut product = vec![0.0; SIZE * SIZE];
    let start = processor_seconds();
    for _ in 0..PRODUCTS {
        multiply(black_box(&left), black_box(&right), &mut product);
        black_box(&product);
    }
    (processor_seconds() - start) / PRODUCTS as f64
}

fn matrix(step: usize) -> Vec<f32> {
    (0..SIZE * SIZE).map(|i| (i * step % 13) as f32 - 6.0).collect()
}

/// Row by row, so that the inner loop runs along both matrices and the compiler can use what vectors the build allows.
fn multiply(left: &[f32], right: &[f32], product: &mut [f32]) {
    product.fill(0.0);
    for (row, out) in left.chunks_exact(SIZE).zip(product.chunks_exact_mut(SIZE)) {
        for (factor, right_row) in row.iter().zip(right.chunks_exact(SIZE)) {
            out.iter_mut()
                .zip(right_row)
                .for_each(|(out, value)| *out += factor * value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_product_with_the_identity_is_the_matrix() {
        let mut identity = vec![0.0; SIZE * SIZE];
        (0..SIZE).for_each(|i| identity[i * SIZE + i] = 1.0);
        let mut product = vec![1.0; SIZE * SIZE];
        multiply(&matrix(7), &identity, &mut product);
        assert_eq!(product, matrix(7));
    }
}
