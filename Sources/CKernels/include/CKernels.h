// Inner loops that gain from instruction sets which only some machines have.
#pragma once

#include <stdint.h>

/// Galaxies in a group: their features lie column by column, a group's columns together.
#define CK_GROUP 32

/// `outputs[row][c] = Σ_k coefficients[c][k] · s / (s + |row − k|²)`, with s = `squared_length`.
///
/// `rows` is [count][columns]. `supports` is [groups][columns][CK_GROUP], `norms` their squared
/// norms [groups][CK_GROUP], `coefficients` [classes][groups][CK_GROUP], zero for the padding.
void ck_rational_quadratic_sums(const float *rows, int64_t count, int64_t columns,
                                const float *supports, const float *norms,
                                const float *coefficients, int64_t groups, int64_t classes,
                                float squared_length, float *outputs);
