//! Pairing one to one at the least cost.

/// The least sum of costs that gives each row a column of its own: the Hungarian algorithm, with as many columns as rows or
/// more. Rows and columns are counted from 1, and 0 is none.
pub fn cheapest(costs: &[Vec<f64>]) -> f64 {
    let columns = costs.first().map_or(0, Vec::len);
    let (mut of_row, mut of_column) = (vec![0.0; costs.len() + 1], vec![0.0; columns + 1]);
    let mut row_at = vec![0_usize; columns + 1];
    for row in 1..=costs.len() {
        row_at[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut came_from = vec![0_usize; columns + 1];
        let mut used = vec![false; columns + 1];
        while row_at[column] != 0 {
            used[column] = true;
            let (r, mut step, mut next) = (row_at[column], f64::INFINITY, 0);
            for c in (1..=columns).filter(|&c| !used[c]) {
                let reduced = costs[r - 1][c - 1] - of_row[r] - of_column[c];
                if reduced < slack[c] {
                    (slack[c], came_from[c]) = (reduced, column);
                }
                if slack[c] < step {
                    (step, next) = (slack[c], c);
                }
            }
            for c in 0..=columns {
                if used[c] {
                    of_row[row_at[c]] += step;
                    of_column[c] -= step;
                } else {
                    slack[c] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_at[column] = row_at[came_from[column]];
            column = came_from[column];
        }
    }
    let taken = (1..=columns).filter(|&c| row_at[c] != 0);
    taken.map(|c| costs[row_at[c] - 1][c - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_pairs() {
        let square = [vec![4.0, 1.0, 3.0], vec![2.0, 0.0, 5.0], vec![3.0, 2.0, 2.0]];
        assert!((cheapest(&square) - 5.0).abs() < 1e-9);
        assert!((cheapest(&[vec![3.0, 1.0, 2.0]]) - 1.0).abs() < 1e-9);
        assert!(cheapest(&[]).abs() < 1e-9);
    }
}
