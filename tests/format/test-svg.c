/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exported SVG: read back by an XML parser, compared with the map it came from, drawn, and attacked. */
#include <cairo.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>

#include "ent-svg.h"
#include "map-text.h"

#define SVG "<svg xmlns='http://www.w3.org/2000/svg'>"
#define MAP "<m:map xmlns:m='https://entente.org/ns/map'>"

/* Two actors and six relations, so many that they gather into a bundle, with what XML must not hold in names and
 * excerpts. */
static const char hostile[]
    = "{\"format\":\"entente-map\",\"version\":1,\"title\":\"a]]>b <script>&amp; \\u0001\\uffff\\r\\n\\t\\\"'\","
      "\"kinds\":[{\"id\":\"k<&\",\"icon\":\"data:image/svg+xml;base64,"
      "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxNiIgaGVpZ2h0PSIxNiI+PHBhdGggZD0iTTAgMGg5djkiLz48L3N2Zz4=\"}],"
      "\"actors\":[{\"id\":\"a <\\\"_&\",\"name\":\"<b>A & \\u0007\\u202eB  "
      "C</b>\",\"kind\":\"k<&\",\"position\":{\"x\":0,\"y\":0}},"
      "{\"id\":\"a_20_3c\",\"name\":\"\\u05e9\\u05dc\\u05d5\\u05dd\",\"position\":{\"x\":600,\"y\":0}}],"
      "\"articles\":[{\"id\":\"t\",\"title\":\"T & <t>\",\"language\":\"en\",\"text\":\"one\\n\\ntwo\\r\\nthree "
      "\\u0002 <x> ]]> & end\","
      "\"excerpts\":[{\"id\":\"x\",\"exact\":\"two\\r\\nthree \\u0002 <x> ]]> &\",\"start\":5,\"end\":28}]}],"
      "\"relations\":["
      "{\"id\":\"r1\",\"source\":\"a <\\\"_&\",\"target\":\"a_20_3c\",\"label\":\"says "
      "<&>\",\"evidence\":[{\"excerpt\":\"x\"}]},"
      "{\"id\":\"r2\",\"source\":\"a "
      "<\\\"_&\",\"target\":\"a_20_3c\",\"label\":\"fights\",\"kind\":\"fight\",\"status\":\"denied\"},"
      "{\"id\":\"r3\",\"source\":\"a_20_3c\",\"target\":\"a <\\\"_&\",\"label\":\"asks\",\"status\":\"asked\"},"
      "{\"id\":\"r4\",\"source\":\"a_20_3c\",\"target\":\"a "
      "<\\\"_&\",\"label\":\"left\",\"status\":\"ended\",\"kind\":\"aid\"},"
      "{\"id\":\"r5\",\"source\":\"a_20_3c\",\"target\":\"a "
      "<\\\"_&\",\"label\":\"may\",\"status\":\"possible\",\"direction\":\"both\"},"
      "{\"id\":\"r6\",\"source\":\"a_20_3c\",\"target\":\"a_20_3c\",\"label\":\"sees itself\",\"kind\":\"aid\","
      "\"evidence\":[{\"excerpt\":\"x\"},{\"excerpt\":\"x\",\"role\":\"disputes\"}]}],"
      "\"groups\":[{\"id\":\"g\",\"name\":\"G\",\"members\":[\"a_20_3c\"],\"colour\":\"#ff0000\"}],"
      "\"captions\":[{\"id\":\"c\",\"text\":\"Cap & <c>\",\"position\":{\"x\":0,\"y\":300}}]}";

static EntSnapshot *
bundled (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, NULL, NULL));
  return read_good (text);
}

static EntScene *
scene_of (EntSnapshot *map, gboolean open_all)
{
  EntSceneOptions options = { .text_scale = 1, .open_all = open_all };
  g_autoptr (EntMapIndex) index = ent_map_index_new (map);

  return ent_scene_new (index, &options);
}

static GBytes *
write_svg (EntScene *scene, const EntSvgOptions *options)
{
  EntSvgOptions initial = ENT_SVG_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  GBytes *svg = ent_svg_write (scene, options != NULL ? options : &initial, NULL, &error);

  g_assert_no_error (error);
  return svg;
}

static xmlDocPtr
parse (GBytes *svg)
{
  gsize size;
  const char *data = g_bytes_get_data (svg, &size);
  xmlDocPtr doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);

  g_assert_nonnull (doc);
  return doc;
}

static gboolean
is_element (xmlNodePtr node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name);
}

static xmlNodePtr
child (xmlNodePtr node, const char *name)
{
  for (xmlNodePtr c = node->children; c != NULL; c = c->next)
    if (is_element (c, name))
      return c;
  return NULL;
}

/* By id; the walk fails on a second element of the same id, and on what must not be on things that hold text. */
static void
walk (xmlNodePtr node, GHashTable *by_id)
{
  static const char *const forbidden[]
      = { "opacity", "fill-opacity", "stroke-opacity", "filter", "mask", "clip-path", "style" };

  if (node->type != XML_ELEMENT_NODE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_null (xmlHasProp (node, (const xmlChar *) forbidden[i]));
  g_assert_false (is_element (node, "script") || is_element (node, "foreignObject"));
  if (xmlHasProp (node, (const xmlChar *) "id"))
    {
      char *id = (char *) xmlGetNoNsProp (node, (const xmlChar *) "id");

      g_assert_cmpint (xmlValidateNCName ((const xmlChar *) id, 0), ==, 0);
      g_assert_true (g_hash_table_insert (by_id, g_strdup (id), node));
      xmlFree (id);
    }
  if (is_element (node, "style"))
    {
      char *css = (char *) xmlNodeGetContent (node);

      g_assert_null (strstr (css, "opacity"));
      g_assert_null (strstr (css, "blend"));
      xmlFree (css);
    }
  /* LibreOffice finds the rules of such a shape by the class of its parent alone. */
  if (is_element (node, "rect") && node->parent != NULL)
    {
      char *class_name = (char *) xmlGetNoNsProp (node, (const xmlChar *) "class");

      if (g_strcmp0 (class_name, "box") == 0 || g_strcmp0 (class_name, "card") == 0)
        g_assert_true (xmlHasProp (node->parent, (const xmlChar *) "class"));
      xmlFree (class_name);
    }
  for (xmlNodePtr c = node->children; c != NULL; c = c->next)
    walk (c, by_id);
}

static GHashTable *
ids_of (xmlDocPtr doc)
{
  GHashTable *by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  walk (xmlDocGetRootElement (doc), by_id);
  return by_id;
}

/* The id that a thing of plain id gets. */
static xmlNodePtr
group_of (GHashTable *by_id, const char *prefix, const char *id)
{
  g_autofree char *name = g_strconcat (prefix, id, NULL);
  xmlNodePtr group = g_hash_table_lookup (by_id, name);

  g_assert_nonnull (group);
  g_assert_true (is_element (group, "g"));
  g_assert_nonnull (child (group, "title"));
  g_assert_nonnull (child (group, "desc"));
  return group;
}

static void
check_proof (EntMapIndex *index, xmlNodePtr group, const EntRelation *relation)
{
  char *desc = (char *) xmlNodeGetContent (child (group, "desc"));
  const char *at = desc;

  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *article;
      const EntExcerpt *excerpt
          = ent_map_index_excerpt (index, ((EntEvidence *) relation->evidence->items[i])->excerpt, &article);

      at = strstr (at, excerpt->exact);
      g_assert_nonnull (at);
      at = strstr (at + strlen (excerpt->exact), article->title);
      g_assert_nonnull (at);
    }
  xmlFree (desc);
}

static void
test_structure (gconstpointer open)
{
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, GPOINTER_TO_INT (open));
  g_autoptr (GBytes) svg = write_svg (scene, NULL);
  xmlDocPtr doc = parse (svg);
  g_autoptr (GHashTable) by_id = ids_of (doc);
  EntMapIndex *index = ent_scene_get_index (scene);
  guint bundles = 0;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_ACTORS]); i++)
    group_of (by_id, "actor-", ent_record_id (map->lists[ENT_LIST_ACTORS]->items[i]));
  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_RELATIONS]); i++)
    {
      const EntRelation *relation = (const EntRelation *) map->lists[ENT_LIST_RELATIONS]->items[i];

      check_proof (index, group_of (by_id, "relation-", relation->id), relation);
    }
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    bundles += g_str_has_prefix (id, "bundle-");
  g_assert_true (GPOINTER_TO_INT (open) ? bundles == 0 : bundles > 0);
  xmlFreeDoc (doc);
}

/* Whole lines of the scene are whole <text> elements. */
static void
collect_texts (xmlNodePtr node, GHashTable *texts)
{
  if (is_element (node, "text"))
    {
      char *content = (char *) xmlNodeGetContent (node);

      g_hash_table_add (texts, g_strdup (content));
      xmlFree (content);
    }
  for (xmlNodePtr c = node->children; c != NULL; c = c->next)
    collect_texts (c, texts);
}

static void
test_text (void)
{
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, TRUE);
  g_autoptr (GBytes) svg = write_svg (scene, NULL);
  xmlDocPtr doc = parse (svg);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n);
  const EntSceneLabel *labels;

  collect_texts (xmlDocGetRootElement (doc), texts);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < nodes[i].n_lines; k++)
      g_assert_true (g_hash_table_contains (texts, nodes[i].lines[k].text));
  labels = ent_scene_labels (scene, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < labels[i].n_lines; k++)
      g_assert_true (g_hash_table_contains (texts, labels[i].lines[k].text));
  g_assert_true (g_hash_table_contains (texts, map->head->title));
  xmlFreeDoc (doc);
}

/* In document order no line comes after a label that it crosses. */
static void
test_order (void)
{
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, TRUE);
  g_autoptr (GBytes) svg = write_svg (scene, NULL);
  const char *text = g_bytes_get_data (svg, NULL);
  guint n, n_edges, checked = 0;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);

  for (guint i = 0; i < n; i++)
    {
      /* The last place where the box of this label is written. */
      g_autofree char *x
          = g_strdup_printf ("<rect class=\"box\" x=\"%.12g\" y=\"%.12g\"", round (labels[i].box.x * 100 + 50) / 100,
                             round (labels[i].box.y * 100 + 50) / 100);
      const char *box = g_strrstr (text, x);

      if (box == NULL)
        continue;
      checked++;
      for (guint e = 0; e < n_edges; e++)
        {
          g_autofree char *id = g_strdup_printf ("<g id=\"relation-%s\"", edges[e].relation->id);
          double angle;

          if (e == labels[i].edge)
            continue;
          for (guint t = 0; t <= 100; t++)
            if (ent_rect_contains (ent_rect_grow (labels[i].box, -1),
                                   ent_scene_edge_point (&edges[e], t / 100.0, &angle)))
              {
                g_assert_true (strstr (text, id) < box);
                break;
              }
        }
    }
  g_assert_cmpuint (checked, >, n * 9 / 10);
}

static void
test_same_bytes (void)
{
  g_autoptr (EntSnapshot) map = bundled (), again = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, TRUE), scene_again = scene_of (again, TRUE);
  g_autoptr (GBytes) a = write_svg (scene, NULL), b = write_svg (scene, NULL), c = write_svg (scene_again, NULL);

  g_assert_true (g_bytes_equal (a, b));
  g_assert_true (g_bytes_equal (a, c));
}

/* Only the pinned actor has a pin, and rules for it. */
static void
test_pin (void)
{
  g_autoptr (EntSnapshot) map = read_good ("{\"format\":\"entente-map\",\"version\":1,\"actors\":["
                                           "{\"id\":\"a\",\"name\":\"A\",\"position\":{\"x\":0,\"y\":0},\"pinned\":true},"
                                           "{\"id\":\"b\",\"name\":\"B\",\"position\":{\"x\":300,\"y\":0}}]}");
  g_autoptr (EntScene) scene = scene_of (map, TRUE);
  g_autoptr (GBytes) svg = write_svg (scene, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  const char *pin = strstr (text, "<path class=\"pin\"");

  xmlFreeDoc (parse (svg));
  g_assert_nonnull (pin);
  g_assert_null (strstr (pin + 1, "<path class=\"pin\""));
  g_assert_cmpuint ((gsize) pin, <, (gsize) strstr (text, "id=\"actor-b\""));
  g_assert_nonnull (strstr (text, ".look0 .pin{"));
}

static void
assert_same_map (EntSnapshot *map, GBytes *svg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) inside = ent_svg_extract_map (svg, NULL, &error), wanted = NULL;

  g_assert_no_error (error);
  wanted = ent_map_write (map, NULL, &error);
  g_assert_true (g_bytes_equal (inside, wanted));
}

static void
test_map_inside (void)
{
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, FALSE);
  g_autoptr (GBytes) svg = write_svg (scene, NULL);
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  g_autoptr (GBytes) bare = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  assert_same_map (map, svg);
  options.with_map = FALSE;
  bare = write_svg (scene, &options);
  none = ent_svg_extract_map (bare, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, ENT_ERROR, ENT_ERROR_NOT_A_MAP);
}

static void
test_hostile_text (void)
{
  g_autoptr (EntSnapshot) map = read_good (hostile);

  for (int open = 0; open < 2; open++)
    for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
      {
        g_autoptr (EntScene) scene = scene_of (map, open);
        EntSvgOptions options = { .theme = theme, .legend = TRUE, .with_map = TRUE };
        g_autoptr (GBytes) svg = write_svg (scene, &options), png = NULL;
        g_autoptr (GError) error = NULL;
        xmlDocPtr doc = parse (svg);
        g_autoptr (GHashTable) by_id = ids_of (doc);
        xmlNodePtr group = group_of (by_id, "actor-", "a_20_3c_22_5f_26");
        char *name = (char *) xmlNodeGetContent (child (group, "title"));
        char *desc = (char *) xmlNodeGetContent (child (group_of (by_id, "relation-", "r1"), "desc"));

        g_assert_cmpstr (name, ==,
                         "<b>A & \xef\xbf\xbd\xe2\x80\xae"
                         "B  C</b>");
        g_assert_nonnull (strstr (desc, "two\r\nthree \xef\xbf\xbd <x> ]]> &"));
        group_of (by_id, "actor-", "a_5f20_5f3c");
        g_assert_nonnull (strstr (g_bytes_get_data (svg, NULL), "direction=\"rtl\""));
        g_assert_nonnull (strstr (g_bytes_get_data (svg, NULL), "<image "));
        xmlFree (name);
        xmlFree (desc);
        xmlFreeDoc (doc);
        assert_same_map (map, svg);
        png = ent_svg_to_png (svg, 1, NULL, &error);
        g_assert_no_error (error);
      }
}

/* Pictures that kill or stop librsvg 2.54 are not in the export, and drawing it goes on. */
static void
test_hostile_icon (void)
{
  static const char *const icons[] = {
    "<filter id='f'><feConvolveMatrix order='30'/></filter><rect width='16' height='16' filter='url(#f)'/>",
    "<filter id='f'><feTurbulence numOctaves='1000000'/></filter><rect width='16' height='16' filter='url(#f)'/>",
    "<script>1</script>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      g_autofree char *icon
          = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'>%s</svg>", icons[i]);
      g_autofree char *encoded = g_base64_encode ((const guchar *) icon, strlen (icon));
      g_autofree char *text = g_strdup_printf (
          "{\"format\":\"entente-map\",\"version\":1,\"kinds\":[{\"id\":\"k\",\"name\":\"K\",\"icon\":"
          "\"data:image/svg+xml;base64,%s\"}],\"actors\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"k\"}]}",
          encoded);
      g_autoptr (EntSnapshot) map = read_good (text);
      g_autoptr (EntScene) scene = scene_of (map, TRUE);
      g_autoptr (GBytes) svg = write_svg (scene, NULL), png = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (strstr (g_bytes_get_data (svg, NULL), "<image "));
      png = ent_svg_to_png (svg, 1, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_emphasis (void)
{
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, FALSE);
  g_autoptr (EntSceneEmphasis) emphasis = ent_scene_emphasis_new (scene, 1, "china", NULL, 0, NULL, NULL);
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  g_autoptr (GBytes) svg = NULL, plain = write_svg (scene, NULL);
  xmlDocPtr doc;
  g_autoptr (GHashTable) by_id = NULL;

  options.emphasis = emphasis;
  svg = write_svg (scene, &options);
  g_assert_false (g_bytes_equal (svg, plain));
  g_assert_nonnull (strstr (g_bytes_get_data (svg, NULL), "-faded\""));
  doc = parse (svg);
  by_id = ids_of (doc);
  xmlFreeDoc (doc);
}

/* --- The map out of foreign and hostile files --- */

static GBytes *
extract (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ent_svg_extract_map (bytes, NULL, error);
}

static void
test_extract_good (void)
{
  static const struct
  {
    const char *svg, *map;
  } cases[] = {
    { SVG MAP "{}\n</m:map></svg>", "{}\n" },
    { SVG "<metadata><map xmlns='https://entente.org/ns/map'>a&amp;&#13;\n</map></metadata></svg>", "a&\r\n" },
    { SVG MAP "<![CDATA[a<b]]>c<!-- no -->d<?no no?>e</m:map></svg>", "a<bcde" },
    { SVG MAP "  \n </m:map>" MAP "second</m:map></svg>", "  \n " },
    { SVG "<map>no</map><n:map xmlns:n='urn:n'>no</n:map>" MAP "yes</m:map></svg>", "yes" },
    { "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG MAP
      "x</m:map></svg>",
      "x" },
    { SVG MAP "</m:map></svg>", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) map = extract (cases[i].svg, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (map, NULL), g_bytes_get_size (map), cases[i].map, strlen (cases[i].map));
    }
}

static void
test_extract_bad (void)
{
  static const struct
  {
    const char *svg;
    int code;
  } cases[] = {
    { "", ENT_ERROR_SYNTAX },
    { "<svg", ENT_ERROR_SYNTAX },
    { SVG "</svg>", ENT_ERROR_NOT_A_MAP },
    { SVG "<map>{}</map></svg>", ENT_ERROR_NOT_A_MAP },
    { SVG "<b></svg>", ENT_ERROR_SYNTAX },
    { SVG MAP "{}", ENT_ERROR_SYNTAX },
    { SVG MAP "\xff\xfe</m:map></svg>", ENT_ERROR_SYNTAX },
    { SVG MAP "\x01</m:map></svg>", ENT_ERROR_SYNTAX },
    { SVG MAP "&nothing;</m:map></svg>", ENT_ERROR_SYNTAX },
    { "<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;&a;'>]>" SVG MAP "&b;</m:map></svg>", ENT_ERROR_FORMAT },
    { "<!DOCTYPE svg [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" SVG MAP "&f;</m:map></svg>", ENT_ERROR_FORMAT },
    { "<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]>" SVG MAP "x</m:map></svg>", ENT_ERROR_FORMAT },
    { SVG "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/></svg>",
      ENT_ERROR_NOT_A_MAP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) map = extract (cases[i].svg, &error);

      g_test_message ("case %u", i);
      g_assert_null (map);
      g_assert_error (error, ENT_ERROR, cases[i].code);
    }
}

static void
test_extract_deep (void)
{
  g_autoptr (GString) text = g_string_new (SVG);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) map = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<g>");
  map = extract (text->str, &error);
  g_assert_null (map);
  g_assert_nonnull (error);
  g_assert_true (error->domain == ENT_ERROR);
}

static void
test_extract_truncated (void)
{
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, TRUE);
  g_autoptr (GBytes) svg = write_svg (scene, NULL);
  const char *end = g_strstr_len (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), "</entente:map>");

  for (gsize size = 0; size < (gsize) (end - (const char *) g_bytes_get_data (svg, NULL)); size += 499)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (svg, 0, size), inside = NULL;
      g_autoptr (GError) error = NULL;

      inside = ent_svg_extract_map (part, NULL, &error);
      g_assert_null (inside);
      g_assert_nonnull (error);
    }
}

/* --- Pixels --- */

typedef struct
{
  const guchar *data;
  gsize left;
} Reader;

static cairo_status_t
read_some (void *closure, unsigned char *to, unsigned int n)
{
  Reader *reader = closure;

  if (n > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (to, reader->data, n);
  reader->data += n;
  reader->left -= n;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
decode (GBytes *png)
{
  Reader reader;
  cairo_surface_t *surface;

  reader.data = g_bytes_get_data (png, &reader.left);
  surface = cairo_image_surface_create_from_png_stream (read_some, &reader);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

/* Background to the last pixel of every side, and many colours between. */
static void
check_picture (GBytes *png, EntTheme theme)
{
  cairo_surface_t *surface = decode (png);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  g_autofree char *hex = ent_colour_to_hex (ent_palette_get (theme)->background);
  guint32 background = (guint32) g_ascii_strtoull (hex + 1, NULL, 16);
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);

  for (int x = 0; x < width; x++)
    {
      g_assert_cmphex (pixel (surface, x, 0), ==, background);
      g_assert_cmphex (pixel (surface, x, height - 1), ==, background);
    }
  for (int y = 0; y < height; y++)
    {
      g_assert_cmphex (pixel (surface, 0, y), ==, background);
      g_assert_cmphex (pixel (surface, width - 1, y), ==, background);
      for (int x = 0; x < width; x++)
        g_hash_table_add (colours, GUINT_TO_POINTER (pixel (surface, x, y)));
    }
  g_assert_cmpuint (g_hash_table_size (colours), >, 100);
  cairo_surface_destroy (surface);
}

static void
test_png (void)
{
  static const double scales[] = { 0.37, 1, 1.5 };
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (EntScene) scene = scene_of (map, TRUE);

  for (EntTheme theme = ENT_THEME_LIGHT; theme <= ENT_THEME_DARK; theme++)
    {
      EntSvgOptions options = { .theme = theme, .legend = TRUE };
      g_autoptr (GBytes) svg = write_svg (scene, &options);

      for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) png = ent_svg_to_png (svg, scales[i], NULL, &error);

          g_assert_no_error (error);
          check_picture (png, theme);
        }
    }
}

static void
test_png_limit (void)
{
  const char *text = "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='10'/>";
  g_autoptr (GBytes) svg = g_bytes_new_static (text, strlen (text)), png = NULL;
  g_autoptr (GError) error = NULL;

  png = ent_svg_to_png (svg, 8.2, NULL, &error);
  g_assert_null (png);
  g_assert_error (error, ENT_ERROR, ENT_ERROR_LIMIT);
  g_assert_true (g_str_has_suffix (error->message, "scale is 8.19"));
  g_clear_error (&error);
  png = ent_svg_to_png (svg, 8.19, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (png);
}

static void
test_glyphs (void)
{
  g_autoptr (EntSnapshot) map = bundled (), strange = NULL;
  g_autoptr (EntScene) scene = scene_of (map, TRUE), strange_scene = NULL;
  g_autofree char *missing = ent_scene_missing_glyphs (scene);

  g_assert_null (missing);
  strange = read_good ("{\"format\":\"entente-map\",\"version\":1,\"actors\":[{\"id\":\"a\",\"name\":"
                       "\"A\xf3\xbf\xbf\xb0 \xf3\xbf\xbf\xb0z\"}]}");
  strange_scene = scene_of (strange, TRUE);
  missing = ent_scene_missing_glyphs (strange_scene);
  g_assert_cmpstr (missing, ==, "\xf3\xbf\xbf\xb0 (U+FFFF0)");
}

static void
test_empty (void)
{
  g_autoptr (EntSnapshot) map = ent_snapshot_new_empty ();
  g_autoptr (EntScene) scene = scene_of (map, TRUE);
  g_autoptr (GBytes) svg = write_svg (scene, NULL), png = NULL;
  g_autoptr (GError) error = NULL;

  xmlFreeDoc (parse (svg));
  assert_same_map (map, svg);
  png = ent_svg_to_png (svg, 1, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/svg/structure-open", GINT_TO_POINTER (TRUE), test_structure);
  g_test_add_data_func ("/svg/structure-bundled", GINT_TO_POINTER (FALSE), test_structure);
  g_test_add_func ("/svg/text", test_text);
  g_test_add_func ("/svg/order", test_order);
  g_test_add_func ("/svg/same-bytes", test_same_bytes);
  g_test_add_func ("/svg/pin", test_pin);
  g_test_add_func ("/svg/map-inside", test_map_inside);
  g_test_add_func ("/svg/hostile-text", test_hostile_text);
  g_test_add_func ("/svg/hostile-icon", test_hostile_icon);
  g_test_add_func ("/svg/emphasis", test_emphasis);
  g_test_add_func ("/svg/empty", test_empty);
  g_test_add_func ("/svg/glyphs", test_glyphs);
  g_test_add_func ("/svg/extract/good", test_extract_good);
  g_test_add_func ("/svg/extract/bad", test_extract_bad);
  g_test_add_func ("/svg/extract/deep", test_extract_deep);
  g_test_add_func ("/svg/extract/truncated", test_extract_truncated);
  g_test_add_func ("/png/pixels", test_png);
  g_test_add_func ("/png/limit", test_png_limit);
  return g_test_run ();
}
