/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two actors and all between them, told from the first one's side. */
#include <glib/gi18n.h>

#include "ent-connect-form.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-wrap-layout.h"

GtkWidget *
ent_pair_page_new (EntPanel *panel, const char *a, const char *b)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  GPtrArray *between = ent_map_index_relations_between (index, a, b);
  GtkWidget *page = ent_page_box_new (), *names = ent_wrap_box_new (10),
            *list = ent_row_list_new (panel, _ ("Relations"));

  gtk_box_append (GTK_BOX (names), ent_actor_button_new (panel, ent_map_index_actor (index, a), "name"));
  gtk_box_append (GTK_BOX (names), ent_label_new (_ ("and"), "dim"));
  gtk_box_append (GTK_BOX (names), ent_actor_button_new (panel, ent_map_index_actor (index, b), "name"));
  gtk_box_append (GTK_BOX (page), names);
  gtk_box_append (GTK_BOX (page), ent_heading_new (_ ("Relations"), (int) between->len));
  for (guint i = 0; i < between->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), ent_relation_row_new (panel, g_ptr_array_index (between, i), a));
  if (between->len > 0)
    gtk_box_append (GTK_BOX (page), list);
  gtk_box_append (GTK_BOX (page), ent_heading_new (_ ("Add a relation"), -1));
  gtk_box_append (GTK_BOX (page), ent_connect_form_new (panel, a, b));
  return page;
}
