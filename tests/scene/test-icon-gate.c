/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that would stop or kill librsvg stay out; what drawing programs save gets in. */
#include <string.h>

#include "ent-icon-gate.h"

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\">"

static void
test_let_in (void)
{
  static const char *const good[] = {
    SVG "</svg>",
    "<?xml version=\"1.0\"?><!-- made by hand -->" SVG "<g><path d=\"M0 0h9\" style=\"fill:#f00;stroke:none\"/></g></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:s=\"urn:s\"><s:view/>"
    "<metadata><r:RDF xmlns:r=\"urn:r\">x</r:RDF></metadata><defs><linearGradient id=\"a\"><stop/></linearGradient></defs>"
    "<svg:circle r=\"4\" fill=\"url(#a)\"/></svg>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ent_icon_is_plain (good[i], strlen (good[i])));
}

static void
test_kept_out (void)
{
  static const char *const bad[] = {
    "",
    "<svg",
    SVG "<filter id=\"f\"><feConvolveMatrix order=\"30\"/></filter></svg>",
    SVG "<svg:filter xmlns:svg=\"http://www.w3.org/2000/svg\"/></svg>",
    "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:filter/></s:svg>",
    SVG "<rect filter=\"url(#f)\"/></svg>",
    SVG "<rect style=\"fil\\74 er:blur(9px)\"/></svg>",
    SVG "<path d=\"M0 0H1e9\" stroke-dasharray=\"0.001\"/></svg>",
    SVG "<path d=\"M0 0H1e9\" style=\"stroke-dasharray:0.001\"/></svg>",
    SVG "<use href=\"#a\"/></svg>",
    SVG "<image href=\"a.png\"/></svg>",
    SVG "<text>a</text></svg>",
    SVG "<style>*{filter:blur(9px)}</style></svg>",
    SVG "<script/></svg>",
    "<?xml-stylesheet href=\"a.css\"?>" SVG "</svg>",
    "<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG "</svg>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("case %u", i);
      g_assert_false (ent_icon_is_plain (bad[i], strlen (bad[i])));
    }
}

static void
check_many (guint n, const char *open, const char *close, gboolean plain)
{
  g_autoptr (GString) text = g_string_new (SVG);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  for (guint i = 0; close[0] != '\0' && i < n; i++)
    g_string_append (text, close);
  g_string_append (text, "</svg>");
  g_assert_true (ent_icon_is_plain (text->str, text->len) == plain);
}

static void
test_limits (void)
{
  check_many (1999, "<g/>", "", TRUE);
  check_many (2000, "<g/>", "", FALSE);
  check_many (31, "<g>", "</g>", TRUE);
  check_many (32, "<g>", "</g>", FALSE);
  check_many (300 * 1024, " ", "", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icon-gate/let-in", test_let_in);
  g_test_add_func ("/icon-gate/kept-out", test_kept_out);
  g_test_add_func ("/icon-gate/limits", test_limits);
  return g_test_run ();
}
