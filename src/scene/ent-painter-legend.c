/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend, drawn with the very strokes that the map is drawn with. */
#include "ent-painter-private.h"

#include "ent-style.h"

void
ent_painter_draw_legend (EntPainter *self, cairo_t *cr, const EntLegend *legend, EntTheme theme)
{
  EntPaint paint = { self, cr, theme, ent_palette_get (theme), legend->box, 1, NULL };
  double radius = ENT_LEGEND_RADIUS;
  EntPath *path;

  if (legend->n == 0)
    return;
  /* It is laid out in pixels, but nothing in it is too small to show. */
  radius *= legend->entries[0].sample.height / 20;
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  path = ent_paint_path (&paint);
  ent_path_rounded_rect (path, ent_rect_grow (legend->box, -0.5), radius);
  ent_paint_fill (&paint, path, paint.palette->card);
  ent_paint_stroke (&paint, path, ent_theme_is_contrast (theme) ? paint.palette->card_text : paint.palette->dots, 1);
  for (guint i = 0; i < legend->n; i++)
    {
      const EntLegendEntry *entry = &legend->entries[i];
      EntSceneEdge edge;

      if (ent_legend_entry_edge (entry, &edge))
        ent_paint_edge (&paint, &edge, ENT_EMPHASIS_NORMAL);
      else
        {
          EntRect pill = ent_legend_entry_pill (entry);

          path = ent_paint_path (&paint);
          ent_path_rounded_rect (path, pill, pill.height / 2);
          ent_paint_fill (&paint, path, paint.palette->accent);
        }
      ent_paint_text (&paint, &entry->text, paint.palette->card_text);
    }
  cairo_restore (cr);
}
