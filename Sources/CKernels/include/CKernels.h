// Inner loops that gain from instruction sets which only some machines have.
//
// No function checks its arguments: the arrays hold what the comments say, sides are at least 1,
// and a picture has less than 2³¹ pixels. Numbers may be NaN or infinite, and lead to no other
// memory.
#pragma once

#include <stdint.h>

/// Galaxies in a group: their features lie column by column, a group's columns together.
#define CK_GROUP 32

/// `outputs[row][c] = Σ_k (coefficients[c][k] + slopes[c][k] · row·k) · s / (s + |row − k|²)`, with
/// s = `squared_length`.
///
/// `rows` is [count][columns]. `supports` is [groups][columns][CK_GROUP], `norms` their squared
/// norms [groups][CK_GROUP], `coefficients` [classes][groups][CK_GROUP], zero for the padding;
/// `slopes` is alike, or NULL where all of them are zero.
void ck_rational_quadratic_sums(const float *rows, int64_t count, int64_t columns,
                                const float *supports, const float *norms,
                                const float *coefficients, const float *slopes, int64_t groups,
                                int64_t classes, float squared_length, float *outputs);

/// Sums of light·w·(1, dx, dy, dx², dy², dx·dy), w = exp(−(a·dx² + b·dy² − 2c·dx·dy) / 2), over the
/// pixels of a square picture; (x, y) is where dx and dy are zero, in pixels.
void ck_gaussian_moments(const float *light, int64_t side, float x, float y, float a, float b,
                         float c, float *moments);

/// A square picture convolved with the 2·reach + 1 weights along rows and columns; the edge goes
/// on.
///
/// `scratch` holds (side + 2·reach)·(side + 1) numbers.
void ck_blur(const float *from, int64_t side, const float *weights, int64_t reach, float *scratch,
             float *to);

/// A square picture at each (x, y), bilinearly; beyond the edge, the edge.
void ck_sample(const float *plane, int64_t side, const float *x, const float *y, int64_t count,
               float *to);

/// Puts a few numbers in ascending order.
void ck_sort(float *values, int64_t count);

/// The places of many numbers (less than 2³¹) in ascending order; those of equal ones keep their
/// order. -0 counts as less than 0.
///
/// `scratch` holds twice as many.
void ck_order(const float *keys, int64_t count, int32_t *places, uint64_t *scratch);

/// Σ x·y.
double ck_dot(const double *x, const double *y, int64_t count);

/// y += factor · x.
void ck_add_scaled(double factor, const double *x, int64_t count, double *y);

/// The squared Euclidean distances of a row to `count` others, [count][columns].
void ck_squared_distances(const float *row, const float *others, int64_t count, int64_t columns,
                          float *distances);

/// The place of the first number that is NaN, infinite, or further from 0 than `limit`; −1 where
/// there is none.
int64_t ck_first_beyond(const float *values, int64_t count, float limit);

/// The sum of the products of two rows of bytes, of which there are fewer than 66,000.
uint32_t ck_dot_bytes(const uint8_t *a, const uint8_t *b, int64_t count);

/// The place, from `start` on, of the next hash that differs from any of eight versions of another
/// in at most `most` bits; −1 where there is none.
int64_t ck_next_near_hash(const uint64_t *versions, const uint64_t *hashes, int64_t count,
                          int64_t start, int64_t most);

/// The SHA-256 digest of FIPS 180-4 of a prefix of less than 64 bytes and what follows it.
///
/// `portable` leaves the processor's own instructions for it alone.
void ck_sha256(const uint8_t *prefix, int64_t prefix_count, const uint8_t *bytes, int64_t count,
               int32_t portable, uint8_t digest[32]);
