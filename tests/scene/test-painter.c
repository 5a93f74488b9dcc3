/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the painter draws, told from its pixels. The parts are made by hand, so that each test sees one thing alone. */
#include "ent-painter-private.h"

#include <string.h>

#include "scene-map.h"

#define WIDTH 240
#define HEIGHT 80

typedef struct
{
  EntPaint paint;
  cairo_surface_t *surface;
  EntMapIndex *index;
} Sheet;

static EntMapIndex *
empty_index (void)
{
  g_autoptr (EntSnapshot) snapshot = ent_snapshot_new_empty ();

  return ent_map_index_new (snapshot);
}

static Sheet
sheet_new (EntTheme theme, double scale)
{
  Sheet sheet
      = { .surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (WIDTH * scale), (int) (HEIGHT * scale)) };
  EntRect visible = ent_rect (0, 0, WIDTH, HEIGHT);
  const EntPalette *palette = ent_palette_get (theme);
  EntPaint paint = { ent_painter_new (), cairo_create (sheet.surface), theme, palette, visible, scale, NULL };

  sheet.index = empty_index ();
  sheet.paint = paint;
  cairo_set_source_rgb (paint.cr, palette->background.r, palette->background.g, palette->background.b);
  cairo_paint (paint.cr);
  cairo_scale (paint.cr, scale, scale);
  cairo_set_line_join (paint.cr, CAIRO_LINE_JOIN_ROUND);
  return sheet;
}

static void
sheet_clear (Sheet *sheet)
{
  cairo_destroy (sheet->paint.cr);
  ent_painter_free (sheet->paint.painter);
  ent_map_index_unref (sheet->index);
  cairo_surface_destroy (sheet->surface);
}

static EntColour
pixel (const Sheet *sheet, int x, int y)
{
  const guchar *row;
  guint32 value;

  cairo_surface_flush (sheet->surface);
  row = cairo_image_surface_get_data (sheet->surface) + y * cairo_image_surface_get_stride (sheet->surface);
  value = ((const guint32 *) (gconstpointer) row)[x];
  return (EntColour){ (value >> 16 & 255) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0 };
}

static gboolean
near (EntColour a, EntColour b)
{
  return fabs (a.r - b.r) + fabs (a.g - b.g) + fabs (a.b - b.b) < 0.03;
}

static guint
count (const Sheet *sheet, EntColour colour)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (sheet->surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (sheet->surface); x++)
      n += near (pixel (sheet, x, y), colour);
  return n;
}

/* How many pixels of both differ visibly. */
static guint
difference (const Sheet *a, const Sheet *b)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (a->surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a->surface); x++)
      n += !near (pixel (a, x, y), pixel (b, x, y));
  return n;
}

static EntSceneEdge
line (EntStance stance, EntProof proof)
{
  EntSceneEdge edge
      = { .n_relations = 1, .stance = stance, .proof = proof, .stances = 1u << stance, .label = G_MAXUINT };

  for (guint i = 0; i < 4; i++)
    edge.curve[i] = ent_point (10 + i * 220.0 / 3, 40.5);
  edge.width = ent_proof_width (proof);
  edge.bounds = ent_rect (0, 20, WIDTH, 40);
  return edge;
}

/* Stretches of line and of gap along the middle of the sheet. */
static void
rhythm (const Sheet *sheet, guint *inked, guint *stretches)
{
  gboolean was = FALSE;

  *inked = *stretches = 0;
  for (int x = 20; x < 220; x++)
    {
      gboolean is = ent_colour_contrast (pixel (sheet, x, 40), sheet->paint.palette->background) > 1.8;

      *inked += is;
      *stretches += is && !was;
      was = is;
    }
}

static void
test_dashes (void)
{
  for (EntStance stance = ENT_STANCE_COOPERATIVE; stance <= ENT_STANCE_NEUTRAL; stance++)
    for (EntProof proof = ENT_PROOF_NONE; proof <= ENT_PROOF_MANY; proof++)
      {
        Sheet sheet = sheet_new (ENT_THEME_LIGHT, 1);
        EntSceneEdge edge = line (stance, proof);
        guint inked, stretches;

        ent_paint_edge (&sheet.paint, &edge, ENT_EMPHASIS_NORMAL);
        rhythm (&sheet, &inked, &stretches);
        if (proof == ENT_PROOF_NONE)
          g_assert_cmpuint (stretches, >=, 12 + 8);
        else if (stance == ENT_STANCE_CONFLICTUAL)
          {
            g_assert_cmpuint (stretches, >=, 13);
            g_assert_cmpuint (stretches, <=, 15);
            g_assert_cmpuint (inked, >, 110);
            g_assert_cmpuint (inked, <, 150);
          }
        else
          {
            g_assert_cmpuint (inked, ==, 200);
            g_assert_cmpuint (stretches, ==, 1);
          }
        sheet_clear (&sheet);
      }
}

/* How thick the line is at the middle of the sheet, in tenths of a pixel. */
static double
thickness (EntProof proof)
{
  Sheet sheet = sheet_new (ENT_THEME_LIGHT, 1);
  EntSceneEdge edge = line (ENT_STANCE_NEUTRAL, proof);
  EntColour ground = sheet.paint.palette->background, colour = sheet.paint.palette->stance[ENT_STANCE_NEUTRAL];
  double sum = 0;

  ent_paint_edge (&sheet.paint, &edge, ENT_EMPHASIS_NORMAL);
  for (int y = 0; y < HEIGHT; y++)
    sum += (ground.g - pixel (&sheet, 120, y).g) / (ground.g - colour.g);
  sheet_clear (&sheet);
  return sum;
}

static void
test_widths (void)
{
  g_assert_cmpfloat (thickness (ENT_PROOF_SINGLE) * 1.3, <, thickness (ENT_PROOF_SOME));
  g_assert_cmpfloat (thickness (ENT_PROOF_SOME) * 1.3, <, thickness (ENT_PROOF_MANY));
  g_assert_cmpfloat_with_epsilon (thickness (ENT_PROOF_MANY), ent_proof_width (ENT_PROOF_MANY), 0.2);
}

static void
test_heads (void)
{
  const EntHeadShape shapes[]
      = { ENT_HEAD_NONE, ENT_HEAD_FILLED, ENT_HEAD_HOLLOW, ENT_HEAD_OPEN, ENT_HEAD_BARRED, ENT_HEAD_BAR };
  Sheet sheets[G_N_ELEMENTS (shapes)];

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      EntSceneEdge edge = line (ENT_STANCE_NEUTRAL, ENT_PROOF_SINGLE);

      sheets[i] = sheet_new (ENT_THEME_DARK, 1);
      edge.target_head = shapes[i];
      ent_paint_edge (&sheets[i].paint, &edge, ENT_EMPHASIS_NORMAL);
      for (guint k = 0; k < i; k++)
        g_assert_cmpuint (difference (&sheets[i], &sheets[k]), >, 12);
    }
  /* Within the head: ink, or the ground that hides the line. */
  g_assert_true (near (pixel (&sheets[1], 223, 40), sheets[1].paint.palette->stance[ENT_STANCE_NEUTRAL]));
  g_assert_true (near (pixel (&sheets[2], 223, 40), sheets[2].paint.palette->background));
  g_assert_true (near (pixel (&sheets[4], 223, 40), sheets[4].paint.palette->background));
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    sheet_clear (&sheets[i]);
}

static void
test_contested (void)
{
  for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
    {
      Sheet sheet = sheet_new (theme, 3);
      EntSceneEdge edge = line (ENT_STANCE_COOPERATIVE, ENT_PROOF_SOME);

      edge.contested = TRUE;
      ent_paint_edge (&sheet.paint, &edge, ENT_EMPHASIS_NORMAL);
      g_assert_cmpuint (count (&sheet, sheet.paint.palette->stance[ENT_STANCE_COOPERATIVE]), >, 400);
      g_assert_cmpuint (count (&sheet, sheet.paint.palette->stance[ENT_STANCE_CONFLICTUAL]), >, 300);
      sheet_clear (&sheet);
    }
}

static void
test_mixed (void)
{
  Sheet sheet = sheet_new (ENT_THEME_LIGHT, 3);
  EntSceneEdge edge = line (ENT_STANCE_NEUTRAL, ENT_PROOF_MANY);

  edge.mixed = TRUE;
  edge.n_relations = 5;
  edge.stances = 7;
  ent_paint_edge (&sheet.paint, &edge, ENT_EMPHASIS_NORMAL);
  for (guint s = 0; s < 3; s++)
    g_assert_cmpuint (count (&sheet, sheet.paint.palette->stance[s]), >, 300);
  sheet_clear (&sheet);
}

/* Without colour the three stances are told apart: by dashes, else by lightness. */
static void
test_greyscale (void)
{
  for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
    {
      Sheet a = sheet_new (theme, 1), b = sheet_new (theme, 1);
      EntSceneEdge green = line (ENT_STANCE_COOPERATIVE, ENT_PROOF_SOME),
                   grey = line (ENT_STANCE_NEUTRAL, ENT_PROOF_SOME);

      ent_paint_edge (&a.paint, &green, ENT_EMPHASIS_NORMAL);
      ent_paint_edge (&b.paint, &grey, ENT_EMPHASIS_NORMAL);
      g_assert_cmpfloat (ent_colour_contrast (pixel (&a, 120, 40), pixel (&b, 120, 40)), >, 1.4);
      sheet_clear (&a);
      sheet_clear (&b);
    }
}

static void
test_halo (void)
{
  Sheet plain = sheet_new (ENT_THEME_LIGHT, 1), chosen = sheet_new (ENT_THEME_LIGHT, 1),
        faded = sheet_new (ENT_THEME_LIGHT, 1);
  EntSceneEdge edge = line (ENT_STANCE_COOPERATIVE, ENT_PROOF_SINGLE);
  EntColour ground = plain.paint.palette->background;

  ent_paint_edge (&plain.paint, &edge, ENT_EMPHASIS_NORMAL);
  ent_paint_edge (&chosen.paint, &edge, ENT_EMPHASIS_CHOSEN);
  ent_paint_edge (&faded.paint, &edge, ENT_EMPHASIS_FADED);
  g_assert_cmpuint (count (&chosen, ent_halo_colour (ENT_THEME_LIGHT)), >, 800);
  g_assert_cmpuint (count (&plain, ent_halo_colour (ENT_THEME_LIGHT)), ==, 0);
  g_assert_cmpfloat (ent_colour_contrast (pixel (&faded, 120, 40), ground), <,
                     ent_colour_contrast (pixel (&plain, 120, 40), ground));
  sheet_clear (&plain);
  sheet_clear (&chosen);
  sheet_clear (&faded);
}

/* At 200 % text all is twice as large and otherwise the same. */
static void
test_grows_with_text (void)
{
  const EntHeadShape shapes[] = { ENT_HEAD_FILLED, ENT_HEAD_HOLLOW, ENT_HEAD_OPEN, ENT_HEAD_BARRED, ENT_HEAD_BAR };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      Sheet twice = sheet_new (ENT_THEME_LIGHT, 2), large = sheet_new (ENT_THEME_LIGHT, 2);
      EntSceneEdge edge = line (ENT_STANCE_CONFLICTUAL, ENT_PROOF_SOME);

      edge.contested = i == 0;
      edge.target_head = edge.source_head = shapes[i];
      ent_paint_edge (&twice.paint, &edge, ENT_EMPHASIS_CHOSEN);
      cairo_scale (large.paint.cr, 0.5, 0.5);
      large.paint.scale = 1;
      large.paint.visible.width *= 2;
      large.paint.visible.height *= 2;
      edge.unit = 2;
      edge.width *= 2;
      for (guint k = 0; k < 4; k++)
        edge.curve[k] = ent_point (edge.curve[k].x * 2, edge.curve[k].y * 2);
      ent_paint_edge (&large.paint, &edge, ENT_EMPHASIS_CHOSEN);
      g_assert_cmpuint (difference (&twice, &large), <, 20);
      sheet_clear (&twice);
      sheet_clear (&large);
    }
}

/* --- Text --- */

static EntSceneText
words (const char *text, double x, double baseline, double size, gboolean bold)
{
  EntSceneText t = { .text = (char *) text, .x = x, .baseline = baseline, .width = 60, .bold = bold, .size = size };

  return t;
}

/* The farthest that any pixel of @box gets from @ground: large text reaches its full colour in the middle of its
 * strokes. */
static double
best_contrast (const Sheet *sheet, EntRect box, EntColour ground)
{
  double best = 1;

  for (int y = (int) (box.y * sheet->paint.scale); y < (int) ((box.y + box.height) * sheet->paint.scale); y++)
    for (int x = (int) (box.x * sheet->paint.scale); x < (int) ((box.x + box.width) * sheet->paint.scale); x++)
      best = MAX (best, ent_colour_contrast (pixel (sheet, x, y), ground));
  return best;
}

static EntSceneLabel
label (EntSceneText *text)
{
  EntSceneLabel l = { .box = ent_rect (60, 28, 100, 22), .lines = text, .n_lines = 1 };

  return l;
}

static void
test_faded_text_is_drawn_solid (void)
{
  for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
    for (EntStance stance = ENT_STANCE_COOPERATIVE; stance <= ENT_STANCE_NEUTRAL; stance++)
      {
        Sheet sheet = sheet_new (theme, 5);
        EntSceneText text = words ("MMMM", 75, 44, 12, FALSE);
        EntSceneLabel l = label (&text);
        EntSceneEdge edge = line (stance, ENT_PROOF_SINGLE);
        EntLabelLook look = ent_label_look (theme, stance, FALSE, ENT_EMPHASIS_FADED);

        ent_paint_label (&sheet.paint, &l, &edge, ENT_EMPHASIS_FADED);
        g_assert_cmpuint (count (&sheet, look.text), >, 200);
        g_assert_cmpfloat (best_contrast (&sheet, ent_rect_grow (l.box, -4), look.fill), >=, 4.45);
        sheet_clear (&sheet);
      }
}

static void
test_small_text_is_left_out (void)
{
  Sheet small = sheet_new (ENT_THEME_LIGHT, 0.25), large = sheet_new (ENT_THEME_LIGHT, 1);
  EntSceneText text = words ("leads", 75, 44, 11, FALSE);
  EntSceneLabel l = label (&text);
  EntSceneEdge edge = line (ENT_STANCE_NEUTRAL, ENT_PROOF_SINGLE);
  Sheet blank = sheet_new (ENT_THEME_LIGHT, 0.25);

  ent_paint_label (&small.paint, &l, &edge, ENT_EMPHASIS_NORMAL);
  ent_paint_label (&large.paint, &l, &edge, ENT_EMPHASIS_NORMAL);
  g_assert_cmpuint (difference (&small, &blank), ==, 0);
  g_assert_cmpfloat (best_contrast (&large, ent_rect_grow (l.box, -4), large.paint.palette->label), >, 3);
  sheet_clear (&small);
  sheet_clear (&large);
  sheet_clear (&blank);
}

static void
test_badges (void)
{
  Sheet hollow = sheet_new (ENT_THEME_LIGHT, 4), filled = sheet_new (ENT_THEME_LIGHT, 4);
  EntSceneText text = words ("leads", 75, 44, 11, FALSE);
  EntSceneLabel l = label (&text);
  EntSceneEdge edge = line (ENT_STANCE_CONFLICTUAL, ENT_PROOF_NONE);
  EntLabelLook look = ent_label_look (ENT_THEME_LIGHT, ENT_STANCE_CONFLICTUAL, FALSE, ENT_EMPHASIS_NORMAL);

  l.badge = ent_rect (152, 20, 16, 16);
  l.badge_text = words ("0", 157, 32, 9, TRUE);
  ent_paint_label (&filled.paint, &l, &edge, ENT_EMPHASIS_NORMAL);
  l.badge_hollow = TRUE;
  ent_paint_label (&hollow.paint, &l, &edge, ENT_EMPHASIS_NORMAL);
  g_assert_true (near (pixel (&filled, 160 * 4, 22 * 4), look.badge));
  g_assert_true (near (pixel (&hollow, 160 * 4, 22 * 4), look.fill));
  sheet_clear (&hollow);
  sheet_clear (&filled);
}

/* --- Nodes and icons --- */

static EntActor *
actor (const char *name, const char *kind)
{
  EntActor *a = (EntActor *) ent_record_new (&ent_actor_type);

  ent_record_set_string (&a->name, name);
  ent_record_set_string (&a->kind, kind);
  return a;
}

static EntSceneNode
card (const EntActor *a, EntSceneText lines[2])
{
  EntSceneNode node = {
    .actor = a, .box = ent_rect (30, 16, 150, 46), .icon = ent_rect (41, 26, 26, 26), .lines = lines, .n_lines = 2
  };

  lines[0] = words (a->name, 76, 37, 13.5, TRUE);
  lines[1] = words (a->kind, 76, 52, 11, FALSE);
  return node;
}

static void
test_nodes (void)
{
  const EntEmphasis emphases[] = { ENT_EMPHASIS_NORMAL, ENT_EMPHASIS_FADED, ENT_EMPHASIS_HOVERED, ENT_EMPHASIS_CHOSEN };
  g_autoptr (EntRecord) record = (EntRecord *) actor ("China", "state");

  for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
    {
      Sheet sheets[G_N_ELEMENTS (emphases)];

      for (guint i = 0; i < G_N_ELEMENTS (emphases); i++)
        {
          EntSceneText lines[2];
          EntSceneNode node = card ((EntActor *) record, lines);
          EntNodeLook look = ent_node_look (theme, "state", "", emphases[i]);

          sheets[i] = sheet_new (theme, 4);
          ent_paint_node (&sheets[i].paint, sheets[i].index, &node, emphases[i]);
          g_assert_cmpuint (count (&sheets[i], look.name), >, 100);
          g_assert_cmpuint (count (&sheets[i], look.kind), >, 20);
          g_assert_cmpuint (count (&sheets[i], look.icon), >, 100);
          g_assert_cmpfloat (best_contrast (&sheets[i], ent_rect (76, 26, 60, 12), look.fill), >=, 4.45);
          g_assert_cmpfloat (best_contrast (&sheets[i], ent_rect (76, 42, 60, 12), look.fill), >=, 4.2);
        }
      g_assert_cmpuint (difference (&sheets[0], &sheets[1]), >, 500);
      g_assert_cmpuint (difference (&sheets[0], &sheets[2]), >, 100);
      g_assert_cmpuint (count (&sheets[3], sheets[3].paint.palette->accent), >, 500);
      for (guint i = 0; i < G_N_ELEMENTS (emphases); i++)
        sheet_clear (&sheets[i]);
    }
}

/* The pin stands on the card's corner, against its rim, mirrored with the card. */
static void
test_pin (void)
{
  g_autoptr (EntRecord) record = (EntRecord *) actor ("China", "state");
  EntNodeLook look = ent_node_look (ENT_THEME_LIGHT, "state", "", ENT_EMPHASIS_NORMAL);

  for (guint mirrored = 0; mirrored < 2; mirrored++)
    {
      Sheet sheets[2];

      for (guint pinned = 0; pinned < 2; pinned++)
        {
          EntSceneText lines[2];
          EntSceneNode node = card ((EntActor *) record, lines);

          if (mirrored)
            node.icon.x = node.box.x + node.box.width - 11 - node.icon.width;
          ((EntActor *) record)->pinned = pinned;
          sheets[pinned] = sheet_new (ENT_THEME_LIGHT, 4);
          ent_paint_node (&sheets[pinned].paint, sheets[pinned].index, &node, ENT_EMPHASIS_NORMAL);
        }
      g_assert_cmpuint (difference (&sheets[0], &sheets[1]), >, 500);
      g_assert_true (near (pixel (&sheets[1], (mirrored ? 43 : 167) * 4, (int) (13.5 * 4)), look.icon));
      sheet_clear (&sheets[0]);
      sheet_clear (&sheets[1]);
    }
}

static void
test_icons (void)
{
  const double scales[] = { 0.2, 0.5, 1, 1.25, 2, 4 };
  const EntColour ink = { 0.2, 0.1, 0.5 };

  for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      Sheet blank = sheet_new (ENT_THEME_LIGHT, scales[s]);
      Sheet sheets[16];
      guint n = 0;

      for (; ent_actor_kinds[n] != NULL; n++)
        {
          sheets[n] = sheet_new (ENT_THEME_LIGHT, scales[s]);
          /* Twice: the second comes from the cache. */
          ent_paint_icon (&sheets[n].paint, sheets[n].index, ent_actor_kinds[n], ent_rect (20, 20, 16, 16), ink, FALSE);
          ent_paint_icon (&sheets[n].paint, sheets[n].index, ent_actor_kinds[n], ent_rect (20, 20, 16, 16), ink, FALSE);
          g_assert_cmpuint (g_hash_table_size (sheets[n].paint.painter->pictures), ==, 1);
          g_assert_cmpuint (difference (&sheets[n], &blank), >=, MAX (1, (guint) (60 * scales[s] * scales[s])));
          for (guint k = 0; k < n && scales[s] >= 1; k++)
            g_assert_cmpuint (difference (&sheets[n], &sheets[k]), >, (guint) (30 * scales[s] * scales[s]));
        }
      for (guint i = 0; i < n; i++)
        sheet_clear (&sheets[i]);
      sheet_clear (&blank);
    }
}

static EntMapIndex *
index_with_kind (const char *icon)
{
  EntKind *kind = (EntKind *) ent_record_new (&ent_kind_type);
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntRecord *item = &kind->record;
  g_autoptr (EntSnapshot) snapshot = NULL;

  ent_record_set_string (&kind->id, "company");
  ent_record_set_string (&kind->icon, icon);
  ent_record_set_string (&kind->colour, "#0055ff");
  lists[ENT_LIST_KINDS] = ent_records_new_take (&item, 1);
  snapshot = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  return ent_map_index_new (snapshot);
}

static char *
data_url (const char *type, const char *bytes, gsize size)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) bytes, size);

  return g_strdup_printf ("data:%s;base64,%s", type, encoded);
}

static cairo_status_t
append (void *closure, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (closure, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

/* A red square as a PNG. */
static GByteArray *
red_png (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 4, 4);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_destroy (surface);
  return bytes;
}

static void
test_own_icons (void)
{
  const char svg[]
      = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' fill='#f00'/></svg>";
  g_autoptr (GByteArray) png = red_png ();
  g_autofree char *drawing = data_url ("image/svg+xml", svg, strlen (svg));
  g_autofree char *picture = data_url ("image/png", (char *) png->data, png->len);
  const char *const usable[] = { drawing, picture };

  for (guint i = 0; i < G_N_ELEMENTS (usable); i++)
    {
      Sheet sheet = sheet_new (ENT_THEME_LIGHT, 1);
      g_autoptr (EntMapIndex) index = index_with_kind (usable[i]);
      gboolean symbolic = TRUE;
      g_autofree char *source = ent_icon_svg (index, "company", &symbolic);

      g_assert_false (symbolic);
      g_assert_nonnull (source);
      ent_paint_icon (&sheet.paint, index, "company", ent_rect (20, 20, 16, 16), (EntColour){ 0, 0, 0 }, FALSE);
      g_assert_true (near (pixel (&sheet, 28, 28), (EntColour){ 1, 0, 0 }));
      sheet_clear (&sheet);
    }
}

static void
test_unusable_icons (void)
{
  g_autoptr (GByteArray) png = red_png ();
  g_autofree char *broken = data_url ("image/svg+xml", "<svg", 4), *nul = data_url ("image/svg+xml", "<svg/>\0", 7);
  g_autofree char *lie = data_url ("image/png", "GIF89a", 6), *huge = NULL,
                  *cut = data_url ("image/jpeg", "\xff\xd8\xff\xe0\xff", 5);
  const char *const unusable[]
      = { "",  "x", "https://example.org/a.svg",     "file:///etc/passwd", "data:image/png;base64,", broken, nul,
          lie, cut, "data:image/svg+xml;base64,!!!!" };
  g_autoptr (EntMapIndex) plain = empty_index ();
  g_autofree char *other = ent_icon_svg (plain, "other", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (unusable); i++)
    {
      g_autoptr (EntMapIndex) index = index_with_kind (unusable[i]);
      gboolean symbolic = FALSE;
      g_autofree char *source = ent_icon_svg (index, "company", &symbolic);

      g_assert_true (symbolic);
      g_assert_cmpstr (source, ==, other);
    }
  /* Its header claims 2^24 columns. */
  png->data[17] = 1;
  huge = data_url ("image/png", (char *) png->data, png->len);
  {
    g_autoptr (EntMapIndex) index = index_with_kind (huge);
    g_autofree char *source = ent_icon_svg (index, "company", NULL);
    g_autofree char *path = ent_icon_svg (index, "../../icons", NULL);

    g_assert_cmpstr (source, ==, other);
    g_assert_cmpstr (path, ==, other);
  }
}

static void
test_colour_of_own_kind (void)
{
  g_autoptr (EntMapIndex) index = index_with_kind ("");
  g_autoptr (EntRecord) plain = (EntRecord *) actor ("Acme", "company"),
                        coloured = (EntRecord *) actor ("Acme", "company");

  ent_record_set_string (&((EntActor *) coloured)->colour, "#ff0000");
  g_assert_cmpstr (ent_actor_colour (index, (EntActor *) plain), ==, "#0055ff");
  g_assert_cmpstr (ent_actor_colour (index, (EntActor *) coloured), ==, "#ff0000");
}

static void
test_background (void)
{
  const double scales[] = { 0.05, 0.3, 1, 3, 8 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      Sheet sheet = sheet_new (ENT_THEME_LIGHT, scales[i]);
      guint side = (guint) (WIDTH * scales[i]) * (guint) (HEIGHT * scales[i]), other;

      ent_painter_draw_background (sheet.paint.painter, sheet.paint.cr, ENT_THEME_LIGHT, sheet.paint.visible,
                                   scales[i]);
      other = side - count (&sheet, sheet.paint.palette->background);
      /* A grid, neither empty nor a haze. */
      g_assert_cmpuint (other * 20, <=, side + 400);
      if (scales[i] >= 1)
        g_assert_cmpuint (other, >, 20);
      sheet_clear (&sheet);
    }
}

/* --- Whole scenes --- */

static EntMapIndex *
small_map (void)
{
  Maker maker;
  EntRelation *relation;

  maker_init (&maker);
  maker_actor (&maker, "china", "China", "state", 0, 0);
  maker_actor (&maker, "korea", "North Korea", "state", 320, 40);
  maker_actor (&maker, "xi", "Xi Jinping", "person", 40, 160);
  relation = maker_relation (&maker, "r1", "china", "korea", "denounces a test of");
  ent_record_set_string (&relation->stance, "conflictual");
  maker_evidence (relation, 4, NULL);
  maker_relation (&maker, "r2", "xi", "china", "leads");
  relation = maker_relation (&maker, "r3", "xi", "korea", "visits");
  ent_record_set_string (&relation->stance, "cooperative");
  maker_evidence (relation, 2, "disputes");
  return maker_finish (&maker);
}

static cairo_surface_t *
draw (EntPainter *painter, EntScene *scene, const EntSceneEmphasis *emphasis, EntTheme theme, double scale)
{
  EntRect all = ent_rect_grow (ent_scene_bounds (scene), 20);
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (all.width * scale), (int) (all.height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -all.x, -all.y);
  ent_painter_draw_background (painter, cr, theme, all, scale);
  ent_painter_draw (painter, cr, scene, emphasis, theme, all, scale);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a))
         == 0;
}

/* What the caches hold never shows, and each choice and theme does. */
static void
test_whole_scene (void)
{
  g_autoptr (EntMapIndex) index = small_map ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  g_autoptr (EntSceneEmphasis) chosen = ent_scene_emphasis_new (scene, 1, "xi", NULL, 0, NULL, NULL);
  g_autoptr (EntPainter) painter = ent_painter_new (), fresh = ent_painter_new ();
  cairo_surface_t *pictures[ENT_N_THEMES + 1], *again;

  for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
    pictures[theme] = draw (painter, scene, NULL, theme, 1.5);
  pictures[ENT_N_THEMES] = draw (painter, scene, chosen, ENT_THEME_LIGHT, 1.5);
  for (guint i = 0; i <= ENT_N_THEMES; i++)
    for (guint k = 0; k < i; k++)
      g_assert_false (same_picture (pictures[i], pictures[k]));
  again = draw (fresh, scene, NULL, ENT_THEME_LIGHT, 1.5);
  g_assert_true (same_picture (again, pictures[ENT_THEME_LIGHT]));
  cairo_surface_destroy (again);
  again = draw (painter, scene, chosen, ENT_THEME_LIGHT, 1.5);
  g_assert_true (same_picture (again, pictures[ENT_N_THEMES]));
  cairo_surface_destroy (again);
  for (guint i = 0; i <= ENT_N_THEMES; i++)
    cairo_surface_destroy (pictures[i]);
}

/* A second drawing shapes no text and renders no icon. */
static void
test_caches (void)
{
  g_autoptr (EntMapIndex) index = small_map ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL), other = ent_scene_new (index, NULL);
  g_autoptr (EntPainter) painter = ent_painter_new ();
  guint layouts, pictures;

  cairo_surface_destroy (draw (painter, scene, NULL, ENT_THEME_LIGHT, 1));
  layouts = g_hash_table_size (painter->layouts);
  pictures = g_hash_table_size (painter->pictures);
  g_assert_cmpuint (layouts, >=, 8);
  g_assert_cmpuint (pictures, ==, 2);
  cairo_surface_destroy (draw (painter, other, NULL, ENT_THEME_DARK, 1));
  g_assert_cmpuint (g_hash_table_size (painter->layouts), ==, layouts);
  g_assert_cmpuint (g_hash_table_size (painter->pictures), ==, pictures);
}

/* Only what is in view is drawn, and all of it. */
static void
test_view (void)
{
  g_autoptr (EntMapIndex) index = small_map ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  g_autoptr (EntPainter) painter = ent_painter_new ();
  cairo_surface_t *whole = draw (painter, scene, NULL, ENT_THEME_LIGHT, 1);
  EntRect all = ent_rect_grow (ent_scene_bounds (scene), 20);
  int width = cairo_image_surface_get_width (whole), height = cairo_image_surface_get_height (whole);
  cairo_surface_t *pieces = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  for (int x = 0; x < width; x += 70)
    for (int y = 0; y < height; y += 70)
      {
        cairo_t *cr = cairo_create (pieces);
        EntRect piece = ent_rect (all.x + x, all.y + y, 70, 70);

        cairo_rectangle (cr, x, y, 70, 70);
        cairo_clip (cr);
        cairo_translate (cr, -all.x, -all.y);
        ent_painter_draw_background (painter, cr, ENT_THEME_LIGHT, piece, 1);
        ent_painter_draw (painter, cr, scene, NULL, ENT_THEME_LIGHT, piece, 1);
        cairo_destroy (cr);
      }
  cairo_surface_flush (pieces);
  {
    Sheet a = { .surface = whole }, b = { .surface = pieces };

    /* At the seams antialiasing may round otherwise. */
    g_assert_cmpuint (difference (&a, &b), <, (guint) (width * height) / 500);
  }
  cairo_surface_destroy (whole);
  cairo_surface_destroy (pieces);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painter/dashes", test_dashes);
  g_test_add_func ("/painter/widths", test_widths);
  g_test_add_func ("/painter/heads", test_heads);
  g_test_add_func ("/painter/contested", test_contested);
  g_test_add_func ("/painter/mixed", test_mixed);
  g_test_add_func ("/painter/greyscale", test_greyscale);
  g_test_add_func ("/painter/halo", test_halo);
  g_test_add_func ("/painter/grows-with-text", test_grows_with_text);
  g_test_add_func ("/painter/faded-text-is-drawn-solid", test_faded_text_is_drawn_solid);
  g_test_add_func ("/painter/small-text-is-left-out", test_small_text_is_left_out);
  g_test_add_func ("/painter/badges", test_badges);
  g_test_add_func ("/painter/nodes", test_nodes);
  g_test_add_func ("/painter/pin", test_pin);
  g_test_add_func ("/painter/icons", test_icons);
  g_test_add_func ("/painter/own-icons", test_own_icons);
  g_test_add_func ("/painter/unusable-icons", test_unusable_icons);
  g_test_add_func ("/painter/colour-of-own-kind", test_colour_of_own_kind);
  g_test_add_func ("/painter/background", test_background);
  g_test_add_func ("/painter/whole-scene", test_whole_scene);
  g_test_add_func ("/painter/caches", test_caches);
  g_test_add_func ("/painter/view", test_view);
  return g_test_run ();
}
