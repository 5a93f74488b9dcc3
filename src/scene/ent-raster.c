/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A straight piece is walked along its longer axis. In each column (row) it covers a band as high as the line is wide
 * across it; every pixel gets as much colour as the band covers of it. Pieces of one line share a column where they
 * meet, each with its part, so that nothing is painted twice. A box is whole rows of pixels but where its edge runs: there
 * a pixel gets as much colour as it lies inside of it, by its middle's distance from the edge. */
#include "ent-raster.h"

EntRaster
ent_raster_on (cairo_surface_t *surface, EntPoint origin, double scale)
{
  EntRaster self = { .origin = origin, .scale = scale };

  cairo_surface_flush (surface);
  self.pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  self.stride = cairo_image_surface_get_stride (surface) / 4;
  self.width = cairo_image_surface_get_width (surface);
  self.height = cairo_image_surface_get_height (surface);
  return self;
}

static guint32
packed (EntColour colour)
{
  return 0xff000000u | (guint32) (colour.r * 255 + 0.5) << 16 | (guint32) (colour.g * 255 + 0.5) << 8
         | (guint32) (colour.b * 255 + 0.5);
}

/* Channels so far apart that products with at most 256 do not meet. */
static inline guint64
spread (guint32 pixel)
{
  return (pixel & 0xff00ffu) | (guint64) (pixel & 0xff00ff00u) << 24;
}

/* @share: 0 to 256. All channels at once. */
static inline void
blend_spread (guint32 *pixel, guint64 colour, guint share)
{
  guint64 mixed = spread (*pixel) * (256 - share) + colour * share;

  *pixel = ((guint32) (mixed >> 8) & 0xff00ffu) | ((guint32) (mixed >> 32) & 0xff00ff00u);
}

static inline void
blend (guint32 *pixel, guint32 colour, guint share)
{
  blend_spread (pixel, spread (colour), share);
}

/* One column of a band: @step pixels from one pixel of it to the next, @n of them; it reaches from @low to @high, and
 * the line is in @part (0 to 1) of the column. */
static inline void
column (guint32 *pixels, gsize step, int n, double low, double high, double part, guint32 colour)
{
  int from, to;

  low = MAX (low, 0);
  high = MIN (high, n);
  if (low >= high)
    return;
  from = (int) low;
  to = MIN ((int) high, n - 1);
  for (int i = from; i <= to; i++)
    {
      double covered = MIN (high, i + 1) - MAX (low, i);

      if (covered > 0)
        blend (pixels + (gsize) i * step, colour, (guint) (covered * part * 256 + 0.5));
    }
}

/* The same in fixed point of 16 bits, @reach to either side of @middle. */
static inline void
fixed_column (guint32 *pixels, gsize step, int n, int middle, int reach, int part, guint32 colour, guint64 wide)
{
  int low = MAX (middle - reach, 0), high = MIN (middle + reach, n << 16), first = low >> 16, last = (high - 1) >> 16;
  guint share = (guint) (part + 128) >> 8;
  guint32 *pixel = pixels + (gsize) first * step;

  if (low >= high)
    return;
  if (first == last)
    {
      blend_spread (pixel, wide, ((guint) (high - low + 128) >> 8) * share >> 8);
      return;
    }
  blend_spread (pixel, wide, ((guint) (65536 - (low & 0xffff) + 128) >> 8) * share >> 8);
  for (int i = first + 1; i < last; i++)
    {
      pixel += step;
      if (share == 256)
        *pixel = colour;
      else
        blend_spread (pixel, wide, share);
    }
  blend_spread (pixel + step, wide, ((guint) (high - (last << 16) + 128) >> 8) * share >> 8);
}

/* From (@a0, @b0) to (@a1, @b1), where a is the longer axis, pixels @step_a apart and @n_a of them. */
static void
band (guint32 *pixels,
      gsize step_a,
      int n_a,
      gsize step_b,
      int n_b,
      double a0,
      double b0,
      double a1,
      double b1,
      double width,
      guint32 colour)
{
  double slope = a1 > a0 ? (b1 - b0) / (a1 - a0) : 0, half = width / 2 * sqrt (1 + slope * slope);
  double from = MAX (a0, 0), to = MIN (a1, n_a), end;
  guint64 wide = spread (colour);
  int reach = (int) (half * 65536 + 0.5), i;
  gint64 at, by; /* the middle, in fixed point of 32 bits */

  /* The part of the image's height that the band is in at all. */
  if (MIN (b0, b1) < -half || MAX (b0, b1) > n_b + half)
    {
      double at_low, at_high;

      if (slope == 0)
        return;
      at_low = a0 + (-half - b0) / slope;
      at_high = a0 + (n_b + half - b0) / slope;
      from = MAX (from, MIN (at_low, at_high));
      to = MIN (to, MAX (at_low, at_high));
    }
  if (from >= to)
    return;
  i = (int) from;
  end = MIN (to, i + 1);
  pixels += (gsize) i * step_a;
  /* What it is in of the first column, then whole ones, then what it is in of the last. */
  fixed_column (pixels, step_b, n_b, (int) ((b0 + ((from + end) / 2 - a0) * slope) * 65536), reach, (int) ((end - from) * 65536), colour,
                wide);
  at = (gint64) ((b0 + (i + 1.5 - a0) * slope) * 4294967296.0);
  by = (gint64) (slope * 4294967296.0);
  for (i++, pixels += step_a; i + 1 <= to; i++, pixels += step_a, at += by)
    fixed_column (pixels, step_b, n_b, (int) (at >> 16), reach, 65536, colour, wide);
  if (i < to)
    fixed_column (pixels, step_b, n_b, (int) ((b0 + ((i + to) / 2 - a0) * slope) * 65536), reach, (int) ((to - i) * 65536), colour, wide);
}

/* In pixels. */
static void
piece (const EntRaster *self, EntPoint a, EntPoint b, double width, guint32 colour)
{
  gsize stride = (gsize) self->stride;

  if ((a.x < -width && b.x < -width) || (a.y < -width && b.y < -width)
      || (a.x > self->width + width && b.x > self->width + width)
      || (a.y > self->height + width && b.y > self->height + width))
    return;
  if (fabs (b.x - a.x) >= fabs (b.y - a.y))
    {
      if (a.x > b.x)
        {
          EntPoint t = a;

          a = b;
          b = t;
        }
      band (self->pixels, 1, self->width, stride, self->height, a.x, a.y, b.x, b.y, width, colour);
    }
  else
    {
      if (a.y > b.y)
        {
          EntPoint t = a;

          a = b;
          b = t;
        }
      band (self->pixels, stride, self->height, 1, self->width, a.y, a.x, b.y, b.x, width, colour);
    }
}

static EntPoint
to_pixels (const EntRaster *self, EntPoint p)
{
  return ent_point ((p.x - self->origin.x) * self->scale, (p.y - self->origin.y) * self->scale);
}

void
ent_raster_line (const EntRaster *self,
                 const EntPoint *points,
                 guint n,
                 double width,
                 const double *dash,
                 guint n_dash,
                 double phase,
                 EntColour colour)
{
  guint32 pixel = packed (colour);
  EntPoint from = to_pixels (self, points[0]);
  guint turn = 0;
  double left = n_dash > 0 ? dash[0] * self->scale : G_MAXDOUBLE, round = 0;

  for (guint i = 0; i < n_dash; i++)
    round += 2 * dash[i];
  if (round > 0 && phase > 0)
    {
      phase = fmod (phase, round);
      for (; phase >= dash[turn % n_dash]; turn++)
        phase -= dash[turn % n_dash];
      turn %= n_dash * 2;
      left = (dash[turn % n_dash] - phase) * self->scale;
    }
  for (guint i = 1; i < n; i++)
    {
      EntPoint to = to_pixels (self, points[i]);
      double length = n_dash > 0 ? ent_distance (from, to) : 0;

      /* Whole dashes and the gaps between them, as far as this piece reaches. */
      while (left < length)
        {
          EntPoint end = ent_point (from.x + (to.x - from.x) * left / length, from.y + (to.y - from.y) * left / length);

          if (turn % 2 == 0)
            piece (self, from, end, width, pixel);
          length -= left;
          from = end;
          turn = (turn + 1) % (n_dash * 2);
          left = dash[turn % n_dash] * self->scale;
        }
      left -= length;
      if (turn % 2 == 0)
        piece (self, from, to, width, pixel);
      from = to;
    }
}

void
ent_raster_rect (const EntRaster *self, EntRect rect, EntColour colour)
{
  EntPoint a = to_pixels (self, ent_point (rect.x, rect.y));
  EntPoint b = to_pixels (self, ent_point (rect.x + rect.width, rect.y + rect.height));
  guint32 pixel = packed (colour);

  a = ent_point (MAX (a.x, 0), MAX (a.y, 0));
  b.x = MIN (b.x, self->width);
  for (int x = (int) a.x; x < b.x; x++)
    column (self->pixels + x, (gsize) self->stride, self->height, a.y, b.y, MIN (b.x, x + 1) - MAX (a.x, x), pixel);
}

/* Pixels [@from, @to) of a row at @y, in pixels; @middle and @half are those of the box, less the corners' @radius. */
static void
edge_pixels (guint32 *row, int from, int to, double y, EntPoint middle, EntPoint half, double radius, guint32 colour, double alpha)
{
  double dy = fabs (y + 0.5 - middle.y) - half.y;

  for (int x = from; x < to; x++)
    {
      double dx = fabs (x + 0.5 - middle.x) - half.x;
      double out = dx > 0 && dy > 0 ? sqrt (dx * dx + dy * dy) : MAX (dx, dy);
      double inside = CLAMP (0.5 + radius - out, 0, 1);

      if (inside > 0)
        blend (&row[x], colour, (guint) (inside * alpha * 256 + 0.5));
    }
}

void
ent_raster_rounded (const EntRaster *self, EntRect rect, double radius, EntColour colour, double alpha)
{
  EntPoint a = to_pixels (self, ent_point (rect.x, rect.y));
  EntPoint b = to_pixels (self, ent_point (rect.x + rect.width, rect.y + rect.height));
  EntPoint middle = ent_point ((a.x + b.x) / 2, (a.y + b.y) / 2), half;
  double r = MIN (MAX (radius, 0) * self->scale, MIN (b.x - a.x, b.y - a.y) / 2);
  guint32 pixel = packed (colour);
  guint share = (guint) (alpha * 256 + 0.5);
  int left = MAX ((int) floor (a.x), 0), right = MIN ((int) ceil (b.x), self->width);
  int top = MAX ((int) floor (a.y), 0), bottom = MIN ((int) ceil (b.y), self->height);

  if (b.x <= a.x || b.y <= a.y)
    return;
  half = ent_point ((b.x - a.x) / 2 - r, (b.y - a.y) / 2 - r);
  for (int y = top; y < bottom; y++)
    {
      guint32 *row = self->pixels + (gsize) y * (gsize) self->stride;
      /* Whole pixels of this row: between the corners, or from side to side where the row lies between them. */
      gboolean corners = y < a.y + r || y + 1 > b.y - r;
      double inset = corners ? MAX (r, 1) : 1;
      int from = CLAMP ((int) ceil (a.x + inset), left, right), to = CLAMP ((int) floor (b.x - inset), from, MAX (right, from));

      edge_pixels (row, left, from, y, middle, half, r, pixel, alpha);
      if (y < a.y + 1 || y + 1 > b.y - 1)
        edge_pixels (row, from, to, y, middle, half, r, pixel, alpha);
      else if (share >= 256)
        for (int x = from; x < to; x++)
          row[x] = pixel;
      else
        for (int x = from; x < to; x++)
          blend (&row[x], pixel, share);
      edge_pixels (row, to, right, y, middle, half, r, pixel, alpha);
    }
}
