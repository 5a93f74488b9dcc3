/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel in a window of its own, over the demo map: for tests that drive it. Options: --empty, --rtl, --scale N,
 * --width N, --height N,
 * --choose KIND:ID, --article. Prints its signals on standard output. */
#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "demo-map.h"
#include "ent-panel.h"
#include "ent-history.h"

static gboolean empty, rtl, article;
static int scale = 100, width = 380, height = 860;
static char *choose;
static EntHistory *history;

static void
reveal (EntPanel *panel, int kind, const char *id, const char *other)
{
  g_print ("reveal %d %s %s\n", kind, id, other);
}

static void
toast (EntPanel *panel, const char *message, gboolean with_undo)
{
  g_print ("toast %s %s\n", message, with_undo ? "undo" : "");
}

static void
closed (EntPanel *panel)
{
  g_print ("close\n");
}

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ent_history_undo (history);
}

/* Changes the map elsewhere than what is shown. */
static void
touch (GSimpleAction *action, GVariant *parameter, gpointer map)
{
  g_free (ent_edit_add_actor (map, "Another", "state", ent_point (0, 500), NULL));
}

/* Chooses "actor:ID", "relation:ID", "pair:A,B" or "actors:A,B". */
static void
choose_target (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntSelection *selection = data;
  g_auto (GStrv) words = g_strsplit_set (g_variant_get_string (parameter, NULL), ":,", -1);

  if (strcmp (words[0], "actor") == 0)
    ent_selection_choose_actor (selection, words[1]);
  else if (strcmp (words[0], "relation") == 0)
    ent_selection_choose_relation (selection, words[1]);
  else if (strcmp (words[0], "pair") == 0)
    ent_selection_choose_pair (selection, words[1], words[2]);
  else if (strcmp (words[0], "actors") == 0)
    ent_selection_choose_actors (selection, (const char *const *) words + 1, g_strv_length (words) - 1);
}

static void
activate (GtkApplication *app)
{
  EntMap *map = empty ? ent_map_new () : demo_map_new ();
  EntSelection *selection = ent_selection_new (map);
  GtkWidget *window = gtk_application_window_new (app), *panel = ent_panel_new ();
  GSimpleAction *action = g_simple_action_new ("undo", NULL);

  history = ent_history_new (map);
  if (scale != 100)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * scale / 100, NULL);
  g_signal_connect (action, "activate", G_CALLBACK (undo), NULL);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  g_object_unref (action);
  action = g_simple_action_new ("touch", NULL);
  g_signal_connect (action, "activate", G_CALLBACK (touch), map);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  g_signal_connect (panel, "reveal", G_CALLBACK (reveal), NULL);
  g_signal_connect (panel, "toast", G_CALLBACK (toast), NULL);
  g_signal_connect (panel, "close", G_CALLBACK (closed), NULL);
  ent_panel_set_content (ENT_PANEL (panel), map, selection);
  if (choose != NULL)
    choose_target (NULL, g_variant_new_string (choose), selection);
  gtk_window_set_child (GTK_WINDOW (window), panel); /* not libadwaita's window: from 1.4 it is never under 360 pixels */
  gtk_window_set_title (GTK_WINDOW (window), "Panel");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  if (article)
    ent_panel_show_article (ENT_PANEL (panel), ((const EntArticle *) ent_map_nth (map, ENT_LIST_ARTICLES, 0))->id, "");
  g_object_unref (action);
  g_object_unref (map);
  g_object_unref (selection);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "", NULL },     { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "", NULL },
    { "article", 0, 0, G_OPTION_ARG_NONE, &article, "", NULL }, { "scale", 0, 0, G_OPTION_ARG_INT, &scale, "", NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "", NULL },      { "height", 0, 0, G_OPTION_ARG_INT, &height, "", NULL },
    { "choose", 0, 0, G_OPTION_ARG_STRING, &choose, "", NULL }, { NULL }
  };
  g_autoptr (AdwApplication) app = NULL;
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);

  setvbuf (stdout, NULL, _IOLBF, 0);
  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, NULL))
    return 2;
  app = adw_application_new ("org.entente.PanelDemo", G_APPLICATION_NON_UNIQUE);
  gtk_init ();
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_signal_connect (app, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (app), 0, NULL);
}
