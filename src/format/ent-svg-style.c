/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style sheet: one class for each colour that occurs, so that a drawing program changes them all at once. Selectors
 * are single classes and descendants only, which every renderer knows. No opacity anywhere: what fades has a faded
 * colour. */
#include "ent-svg-private.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static const char *const emphasis_endings[] = { [ENT_EMPHASIS_NORMAL] = "",
                                                [ENT_EMPHASIS_FADED] = "-faded",
                                                [ENT_EMPHASIS_HOVERED] = "-hovered",
                                                [ENT_EMPHASIS_CHOSEN] = "-chosen" };

char *
ent_svg_tone (const char *name, EntEmphasis emphasis)
{
  return g_strconcat (name, emphasis_endings[emphasis], NULL);
}

EntEmphasis
ent_svg_node_emphasis (EntSvg *svg, guint node)
{
  return svg->options->emphasis != NULL ? svg->options->emphasis->nodes[node] : ENT_EMPHASIS_NORMAL;
}

EntEmphasis
ent_svg_edge_emphasis (EntSvg *svg, guint edge)
{
  return svg->options->emphasis != NULL ? svg->options->emphasis->edges[edge] : ENT_EMPHASIS_NORMAL;
}

EntColour
ent_svg_ink (EntSvg *svg, EntColour colour)
{
  /* ITU-R BT.709 */
  double grey = 0.2126 * colour.r + 0.7152 * colour.g + 0.0722 * colour.b;

  return svg->options->print ? (EntColour) { grey, grey, grey } : colour;
}

/* Appends `property:#rrggbb;`. */
static void
rule_colour (EntSvg *svg, GString *out, const char *property, EntColour value)
{
  g_autofree char *hex = ent_colour_to_hex (ent_svg_ink (svg, value));

  g_string_append_printf (out, "%s:%s;", property, hex);
}

static void
colour (EntSvg *svg, const char *property, EntColour value)
{
  rule_colour (svg, svg->out, property, value);
}

void
ent_svg_style_colour (EntSvg *svg, const char *property, EntColour value)
{
  colour (svg, property, value);
}

/* Dashes tell the stances apart in print; three greys help. */
EntColour
ent_svg_line_ink (EntSvg *svg, EntStance stance, EntEmphasis emphasis)
{
  static const double greys[] = { [ENT_STANCE_COOPERATIVE] = 0.05, [ENT_STANCE_CONFLICTUAL] = 0.3, [ENT_STANCE_NEUTRAL] = 0.55 };

  if (svg->options->print && emphasis != ENT_EMPHASIS_FADED)
    return (EntColour) { greys[stance], greys[stance], greys[stance] };
  return ent_line_colour (svg->options->theme, stance, emphasis);
}

/* The rules of a node, with %s for the class. */
static char *
node_rules (EntSvg *svg, guint node)
{
  guint n;
  const EntActor *actor = ent_scene_nodes (svg->scene, &n)[node].actor;
  EntNodeLook look = ent_node_look (svg->options->theme, actor->kind, ent_actor_colour (svg->index, actor),
                                    ent_svg_node_emphasis (svg, node));
  GString *rules = g_string_new (".%s .card{");

  rule_colour (svg, rules, "fill", look.fill);
  rule_colour (svg, rules, "stroke", look.border);
  g_string_append (rules, "stroke-width:");
  ent_svg_number (rules, look.border_width);
  g_string_append (rules, "}\n.%s .disc{");
  rule_colour (svg, rules, "fill", look.disc);
  g_string_append (rules, "}\n.%s .icon{");
  rule_colour (svg, rules, "color", look.icon);
  g_string_append (rules, "}\n.%s .name{");
  rule_colour (svg, rules, "fill", look.name);
  g_string_append (rules, "}\n.%s .kind{");
  rule_colour (svg, rules, "fill", look.kind);
  if (actor->pinned)
    {
      g_string_append (rules, "}\n.%s .pin-rim{fill:none;stroke-linejoin:round;");
      rule_colour (svg, rules, "stroke", look.fill);
      g_string_append (rules, "}\n.%s .pin{");
      rule_colour (svg, rules, "fill", look.icon);
    }
  g_string_append (rules, "}\n");
  return g_string_free (rules, FALSE);
}

/* What the rules of a node depend on, the same in every theme, so that one theme's style sheet fits the picture of another. */
static char *
node_key (EntSvg *svg, guint node)
{
  const EntActor *actor = ent_scene_nodes (svg->scene, NULL)[node].actor;

  return g_strdup_printf ("%s\n%s\n%d\n%d", actor->kind, ent_actor_colour (svg->index, actor), ent_svg_node_emphasis (svg, node),
                          actor->pinned);
}

guint
ent_svg_node_look (EntSvg *svg, guint node)
{
  return svg->look_of[node];
}

static void
node_styles (EntSvg *svg)
{
  guint n;

  ent_scene_nodes (svg->scene, &n);
  svg->look_of = g_renew (guint, svg->look_of, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = node_key (svg, i);
      g_autofree char *rules = NULL, *name = NULL, *named = NULL;
      guint number = g_hash_table_size (svg->looks);
      gpointer known;
      g_auto (GStrv) parts = NULL;

      svg->look_of[i] = number;
      if (g_hash_table_lookup_extended (svg->looks, key, NULL, &known))
        {
          svg->look_of[i] = GPOINTER_TO_UINT (known);
          continue;
        }
      rules = node_rules (svg, i);
      name = g_strdup_printf ("look%u", number);
      parts = g_strsplit (rules, "%s", -1);
      named = g_strjoinv (name, parts);
      g_string_append (svg->out, named);
      g_hash_table_insert (svg->looks, g_steal_pointer (&key), GUINT_TO_POINTER (number));
    }
}

/* The author's own colours, a class for each thing. */
static void
own_styles (EntSvg *svg)
{
  EntTheme theme = svg->options->theme;
  guint n_groups, n_captions;
  const EntSceneGroup *groups = ent_scene_groups (svg->scene, &n_groups);
  const EntSceneCaption *captions = ent_scene_captions (svg->scene, &n_captions);

  for (guint i = 0; i < n_groups; i++)
    {
      const char *own = groups[i].group->colour;

      g_string_append_printf (svg->out, ".group%u .hull{", i);
      colour (svg, "fill", ent_group_fill (theme, own));
      colour (svg, "stroke", ent_group_border (theme, own));
      g_string_append_printf (svg->out, "stroke-width:1.2}\n.group%u .group-name{", i);
      colour (svg, "fill", ent_group_text (theme, own));
      g_string_append (svg->out, "}\n");
    }
  for (guint i = 0; i < n_captions; i++)
    {
      g_string_append_printf (svg->out, ".caption%u{", i);
      colour (svg, "fill", ent_caption_colour (theme, captions[i].caption->colour));
      g_string_append (svg->out, "}\n");
    }
}

static void
label_styles (EntSvg *svg, const char *name, EntStance stance, gboolean bundle, EntEmphasis emphasis)
{
  g_autofree char *tone = ent_svg_tone (name, emphasis);
  EntLabelLook look = ent_label_look (svg->options->theme, stance, bundle, emphasis);
  gboolean chosen = emphasis == ENT_EMPHASIS_CHOSEN;
  GString *out = svg->out;

  g_string_append_printf (out, ".%s .rim{", tone);
  colour (svg, "fill", chosen ? ent_halo_colour (svg->options->theme) : svg->palette->background);
  g_string_append_printf (out, "}\n.%s .box{", tone);
  colour (svg, "fill", look.fill);
  colour (svg, "stroke", chosen ? svg->palette->accent : look.border);
  g_string_append_printf (out, "stroke-width:%s}\n.%s text,.%s .label{", chosen ? "1.8" : "1", tone, tone);
  colour (svg, "fill", look.text);
  g_string_append_printf (out, "}\n.%s .badge-rim{", tone);
  colour (svg, "fill", look.fill);
  g_string_append_printf (out, "}\n.%s .badge{", tone);
  colour (svg, "fill", look.badge);
  g_string_append_printf (out, "}\n.%s .badge-hollow{", tone);
  colour (svg, "fill", look.fill);
  colour (svg, "stroke", look.badge);
  g_string_append_printf (out, "stroke-width:1.2}\n.%s .count{", tone);
  colour (svg, "fill", look.badge_text);
  g_string_append_printf (out, "}\n.%s .count-hollow{", tone);
  colour (svg, "fill", look.badge);
  g_string_append (out, "}\n");
}

/* Whether all texts noted in @font so far and @text are of one size. */
static gboolean
agrees (EntSvgFont *font, const EntSceneText *text, gboolean *all)
{
  if (font->size == 0)
    *font = (EntSvgFont){ text->size, text->bold };
  font->bold = font->bold && text->bold;
  return *all = *all && font->size == text->size;
}

static void
font_style (EntSvg *svg, const char *selector, EntSvgFont *font, gboolean all)
{
  if (!all)
    *font = (EntSvgFont){ 0 };
  if (font->size == 0)
    return;
  g_string_append_printf (svg->out, "%s{font-size:", selector);
  ent_svg_number (svg->out, font->size);
  g_string_append (svg->out, font->bold ? "px;font-weight:bold}\n" : "px}\n");
}

/* Sizes that thousands of texts share are told once. Words of labels inherit theirs, so that the rule of a badge, of one class, is
 * above it. */
static void
font_styles (EntSvg *svg)
{
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (svg->scene, &n);
  const EntSceneLabel *labels;
  gboolean names = TRUE, kinds = TRUE, words = TRUE, counts = TRUE;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < nodes[i].n_lines; k++)
      if (nodes[i].lines[k].bold)
        agrees (&svg->name, &nodes[i].lines[k], &names);
      else
        agrees (&svg->kind, &nodes[i].lines[k], &kinds);
  labels = ent_scene_labels (svg->scene, &n);
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < labels[i].n_lines; k++)
        agrees (&svg->label, &labels[i].lines[k], &words);
      if (labels[i].badge.width > 0)
        agrees (&svg->count, &labels[i].badge_text, &counts);
    }
  font_style (svg, ".name", &svg->name, names);
  font_style (svg, ".kind", &svg->kind, kinds);
  font_style (svg, ".relations,.late", &svg->label, words);
  font_style (svg, ".count,.count-hollow", &svg->count, counts);
}

void
ent_svg_style (EntSvg *svg)
{
  GString *out = svg->out;
  const EntPalette *palette = svg->palette;
  EntEmphasis last = svg->options->emphasis != NULL ? ENT_EMPHASIS_CHOSEN : ENT_EMPHASIS_NORMAL;

  g_string_append_printf (out,
                          "<style type=\"text/css\">\ntext{font-family:%s%s}\npath{stroke-linejoin:round}\n",
                          svg->options->embed_fonts ? "\"" ENT_SVG_FONT "\"," : "", ent_font_families ());
  svg->fonts_at = (gssize) out->len;
  g_string_append (out, ".background{");
  colour (svg, "fill", palette->background);
  g_string_append (out, "}\n.title{");
  colour (svg, "fill", palette->card_text);
  g_string_append (out, "}\n.subtitle{");
  colour (svg, "fill", ent_colour_shift (palette->card_dim, palette->background, 4.5));
  g_string_append (out, "}\n.legend .frame{");
  colour (svg, "fill", palette->card);
  colour (svg, "stroke", ent_colour_mix (palette->card, palette->card_dim, 0.25));
  g_string_append (out, "}\n.legend .word{");
  colour (svg, "fill", palette->card_text);
  g_string_append (out, "}\n.legend .pill{");
  colour (svg, "fill", palette->accent);
  g_string_append (out, "}\n.shadow{");
  colour (svg, "fill", ent_colour_mix (palette->background, (EntColour){ 0, 0, 0 }, 0.05));
  g_string_append (out, "}\n.halo{fill:none;stroke-linecap:round;");
  colour (svg, "stroke", ent_halo_colour (svg->options->theme));
  g_string_append (out, "}\n.ring{stroke-width:2.2;");
  colour (svg, "fill", palette->card);
  colour (svg, "stroke", palette->accent);
  g_string_append (out, "}\n");
  node_styles (svg);
  own_styles (svg);
  for (EntEmphasis e = ENT_EMPHASIS_NORMAL; e <= last; e++)
    for (EntStance s = ENT_STANCE_COOPERATIVE; s <= ENT_STANCE_NEUTRAL; s++)
      label_styles (svg, ent_stance_name (s), s, FALSE, e);
  for (EntEmphasis e = ENT_EMPHASIS_NORMAL; e <= last; e++)
    label_styles (svg, "bundle", ENT_STANCE_NEUTRAL, TRUE, e);
  ent_svg_strokes_style (svg);
  font_styles (svg);
  g_string_append (out, "</style>\n");
}

/* --- Icons --- */

/* The children of the root of @source, a picture of our own, and its viewBox. */
static void
inline_icon (EntSvg *svg, const char *source, const char *id)
{
  xmlDocPtr doc = xmlReadMemory (source, (int) strlen (source), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
  xmlNodePtr root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlChar *box = root != NULL ? xmlGetNoNsProp (root, (const xmlChar *) "viewBox") : NULL;

  for (xmlNodePtr child = root != NULL ? root->children : NULL; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      xmlNodeDump (buffer, doc, child, 0, 0);
  g_string_append (svg->out, "<symbol id=\"");
  ent_svg_id (svg->out, "icon-", id);
  g_string_append_c (svg->out, '"');
  ent_svg_attribute (svg->out, "viewBox", box != NULL ? (const char *) box : "0 0 16 16");
  g_string_append_printf (svg->out, ">%s</symbol>\n", (const char *) xmlBufferContent (buffer));
  xmlFree (box);
  xmlBufferFree (buffer);
  xmlFreeDoc (doc);
}

/* Somebody else's picture stays in a document of its own: scripts and style sheets in it do not reach ours. */
static void
embed_icon (EntSvg *svg, const char *source, const char *prefix, const char *id)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) source, strlen (source));

  g_string_append (svg->out, "<symbol id=\"");
  ent_svg_id (svg->out, prefix, id);
  g_string_append_printf (svg->out,
                          "\" viewBox=\"0 0 16 16\"><image width=\"16\" height=\"16\" "
                          "xlink:href=\"data:image/svg+xml;base64,%s\"/></symbol>\n",
                          encoded);
}

void
ent_svg_symbols (EntSvg *svg)
{
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (svg->scene, &n);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  g_string_append (svg->out, "<defs>\n");
  for (guint i = 0; i < n; i++)
    {
      const char *kind = nodes[i].actor->kind;
      g_autofree char *source = NULL;
      gboolean symbolic;

      if (!g_hash_table_add (done, (gpointer) kind))
        continue;
      source = ent_icon_svg (svg->index, kind, &symbolic);
      if (symbolic)
        inline_icon (svg, source, kind);
      else
        embed_icon (svg, source, "icon-", kind);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = ent_picture_svg (nodes[i].actor->image);

      if (source != NULL)
        {
          embed_icon (svg, source, "picture-", nodes[i].actor->id);
          g_hash_table_add (svg->pictured, nodes[i].actor->id);
        }
    }
  ent_svg_shapes (svg);
  g_string_append (svg->out, "</defs>\n");
}
