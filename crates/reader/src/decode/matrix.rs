//! Rows of scores.

use std::ops::Range;

/// Rows of equal width, owned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    data: Vec<f32>,
    width: usize,
}

impl Matrix {
    /// Rows of `width` values each. What is left over is ignored.
    pub const fn new(data: Vec<f32>, width: usize) -> Self {
        Self { data, width }
    }

    /// The rows of several, one after another, which are equally wide.
    pub fn stacked(parts: Vec<Self>) -> Self {
        let width = parts.first().map_or(0, |part| part.width);
        Self::new(parts.into_iter().flat_map(|part| part.data).collect(), width)
    }

    /// One row, to change it.
    pub fn row_mut(&mut self, at: usize) -> &mut [f32] {
        &mut self.data[at * self.width..(at + 1) * self.width]
    }

    /// All rows.
    pub fn rows(&self) -> Rows<'_> {
        Rows {
            data: &self.data,
            width: self.width,
        }
    }
}

/// Some rows of a matrix.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    data: &'a [f32],
    width: usize,
}

impl<'a> Rows<'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.data.len().checked_div(self.width).unwrap_or(0)
    }

    /// One of them.
    pub fn row(self, at: usize) -> &'a [f32] {
        &self.data[at * self.width..(at + 1) * self.width]
    }

    /// A range of them.
    pub fn range(self, rows: Range<usize>) -> Self {
        Self {
            data: &self.data[rows.start * self.width..rows.end * self.width],
            ..self
        }
    }

    /// All of them, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = &'a [f32]> {
        self.data.chunks_exact(self.width.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_ranges() {
        let matrix = Matrix::new(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 2);
        assert_eq!(matrix.rows().len(), 3);
        assert_eq!(matrix.rows().range(1..3).row(1), [5.0, 6.0]);
        assert_eq!(matrix.rows().range(1..2).iter().collect::<Vec<_>>(), [[3.0, 4.0]]);
        assert_eq!(Matrix::default().rows().len(), 0);
    }

    #[test]
    fn stacks_and_changes() {
        let mut matrix = Matrix::stacked(vec![Matrix::new(vec![1.0, 2.0], 2), Matrix::new(vec![3.0, 4.0], 2)]);
        matrix.row_mut(1)[0] = 5.0;
        assert_eq!(matrix, Matrix::new(vec![1.0, 2.0, 5.0, 4.0], 2));
        assert_eq!(Matrix::stacked(Vec::new()), Matrix::default());
    }
}
