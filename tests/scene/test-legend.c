/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend names what the lines show, and only that. */
#include "ent-painter.h"

#include <string.h>

static EntRelation *
relation (const char *status)
{
  EntRelation *r = (EntRelation *) ent_record_new (&ent_relation_type);

  ent_record_set_string (&r->status, status);
  return r;
}

static EntSceneEdge
edge (const EntRelation *r, EntStance stance, EntProof proof, EntHeadShape head)
{
  EntSceneEdge e = {
    .relation = r, .n_relations = 1, .stance = stance, .stances = 1u << stance, .proof = proof, .target_head = head
  };

  return e;
}

static char *
names (const EntLegend *legend)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < legend->n; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", legend->entries[i].text.text);
  return g_string_free (all, FALSE);
}

static void
test_only_what_occurs (void)
{
  g_autoptr (EntRecord) asserted = (EntRecord *) relation ("asserted"), possible = (EntRecord *) relation ("possible");
  g_autoptr (EntRecord) planned = (EntRecord *) relation ("planned"), denied = (EntRecord *) relation ("denied");
  EntSceneEdge edges[] = {
    edge ((EntRelation *) asserted, ENT_STANCE_NEUTRAL, ENT_PROOF_SINGLE, ENT_HEAD_FILLED),
    edge ((EntRelation *) possible, ENT_STANCE_CONFLICTUAL, ENT_PROOF_MANY, ENT_HEAD_HOLLOW),
    edge ((EntRelation *) planned, ENT_STANCE_CONFLICTUAL, ENT_PROOF_NONE, ENT_HEAD_HOLLOW),
    edge ((EntRelation *) denied, ENT_STANCE_CONFLICTUAL, ENT_PROOF_NONE, ENT_HEAD_NONE),
  };
  const char *const expected[]
      = { "", "neutral|asserted|1 excerpt", "conflicts|neutral|asserted|possible|1 excerpt|4 or more",
          "conflicts|neutral|asserted|planned or possible|no excerpt|1 excerpt|4 or more",
          "conflicts|neutral|asserted|planned or possible|no excerpt|1 excerpt|4 or more" };

  for (guint n = 0; n < G_N_ELEMENTS (expected); n++)
    {
      g_autoptr (EntLegend) legend = ent_legend_new_for_edges (edges, n, 1, 2000);
      g_autofree char *found = names (legend);

      g_assert_cmpstr (found, ==, expected[n]);
    }
  edges[0].contested = TRUE;
  edges[1].n_relations = 4;
  edges[1].stances = 3;
  {
    g_autoptr (EntLegend) legend = ent_legend_new_for_edges (edges, 2, 1, 2000);
    g_autofree char *found = names (legend);

    /* What is in a closed bundle is not drawn but for its stances. */
    g_assert_cmpstr (found, ==, "cooperates|conflicts|neutral|asserted|1 excerpt|contested|several relations");
  }
}

static void
test_fits (void)
{
  const double widths[] = { 120, 300, 600, 2000 }, scales[] = { 1, 2 };
  const char *const statuses[] = { "asserted", "planned", "denied", "asked", "ended" };
  EntRecord *records[G_N_ELEMENTS (statuses)];
  EntSceneEdge edges[G_N_ELEMENTS (statuses)];

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      records[i] = (EntRecord *) relation (statuses[i]);
      edges[i] = edge ((EntRelation *) records[i], i % 3, i % 4, ENT_HEAD_FILLED);
    }
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
      {
        g_autoptr (EntLegend) legend = ent_legend_new_for_edges (edges, G_N_ELEMENTS (edges), scales[s], widths[w]);

        for (guint i = 0; i < legend->n; i++)
          {
            const EntLegendEntry *entry = &legend->entries[i];
            EntRect text = ent_rect (entry->text.x, entry->sample.y, entry->text.width, entry->sample.height);

            g_assert_cmpfloat (entry->sample.x + entry->sample.width, <, text.x);
            g_assert_cmpfloat (text.x + text.width, <, legend->box.width);
            g_assert_cmpfloat (text.y + text.height, <, legend->box.height);
            for (guint k = 0; k < i; k++)
              g_assert_false (ent_rect_overlaps (ent_rect_union (entry->sample, text), legend->entries[k].sample));
          }
        if (widths[w] >= 300 * scales[s])
          g_assert_cmpfloat (legend->box.width, <=, widths[w]);
      }
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    ent_record_unref (records[i]);
}

/* Each entry looks unlike each other one, in greyscale too. */
static void
test_told_apart (void)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EntPainter) painter = ent_painter_new ();
  const guint values[] = { [ENT_LEGEND_STANCE] = 3,
                           [ENT_LEGEND_STATUS] = 6,
                           [ENT_LEGEND_PROOF] = 4,
                           [ENT_LEGEND_CONTESTED] = 1,
                           [ENT_LEGEND_BUNDLE] = 1 };

  for (guint kind = 0; kind < G_N_ELEMENTS (values); kind++)
    for (guint value = 0; value < values[kind]; value++)
      {
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 24);
        cairo_t *cr = cairo_create (surface);
        EntLegendEntry entry
            = { .kind = kind, .value = (int) value, .sample = ent_rect (5, 2, 30, 20), .text = { .text = NULL } };
        EntLegend legend = { ent_rect (0, 0, 40, 24), &entry, 1 };
        guchar *grey = g_malloc (40 * 24);
        const guint32 *pixels;

        /* Planned and possible are meant to look alike; a line of one excerpt is a neutral line. */
        ent_painter_draw_legend (painter, cr, &legend, ENT_THEME_LIGHT);
        cairo_surface_flush (surface);
        pixels = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface);
        for (guint i = 0; i < 40 * 24; i++)
          grey[i]
              = (guchar) (((pixels[i] >> 16 & 255) * 54 + (pixels[i] >> 8 & 255) * 183 + (pixels[i] & 255) * 19) >> 8);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
        for (guint k = 0; k < pictures->len && !(kind == ENT_LEGEND_STATUS && value == ENT_STATUS_POSSIBLE); k++)
          {
            const guchar *before = g_ptr_array_index (pictures, k);
            guint sum = 0;

            /* The neutral stance and 2-3 excerpts are the same line, and rightly. */
            if (kind == ENT_LEGEND_PROOF && value == ENT_PROOF_SOME && k == ENT_STANCE_NEUTRAL)
              continue;
            for (guint i = 0; i < 40 * 24; i++)
              sum += (guint) ABS ((int) grey[i] - (int) before[i]);
            if (sum <= 700)
              g_test_message ("kind %u value %u is like picture %u: %u", kind, value, k, sum);
            g_assert_cmpuint (sum, >, 700);
          }
        g_ptr_array_add (pictures, grey);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legend/only-what-occurs", test_only_what_occurs);
  g_test_add_func ("/legend/fits", test_fits);
  g_test_add_func ("/legend/told-apart", test_told_apart);
  return g_test_run ();
}
