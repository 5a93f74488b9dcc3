/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One style sheet for all widgets of the folder, loaded with the first of them. */
#include "ent-browse-style.h"

#include "ent-browse-resources.h"

void
ent_browse_load_style (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      g_resources_register (ent_browse_get_resource ());
      gtk_css_provider_load_from_resource (provider, "/org/entente/Entente/browse.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_once_init_leave (&once, 1);
    }
}
