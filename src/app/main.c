/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands run without GTK, display or settings; everything else is a file for a window. */
#include "config.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>

#include "ent-application.h"
#include "ent-command.h"
#include "ent-memory.h"

enum
{
  EXIT_NO_DISPLAY = 1,
  EXIT_USAGE = 2
};

/* The first word that looks like an option and is none of ours, NULL where all is well. What follows "--" is a file. */
static const char *
find_foreign_option (int argc, char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (argv[i][0] == '-' && !g_str_equal (argv[i], "--gapplication-service"))
      return argv[i];
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (EntApplication) application = NULL;
  const char *foreign;

  ent_memory_set_up ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ENT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc > 1 && ent_command_is_command (argv[1]))
    return ent_command_run (argc, argv);
  foreign = find_foreign_option (argc, argv);
  if (foreign != NULL)
    {
      g_printerr (_ ("entente: unknown option “%s”; see entente --help\n"), foreign);
      return EXIT_USAGE;
    }
  if (!gtk_init_check ())
    {
      g_printerr (_ ("entente: there is no display to open a window on; the commands of entente --help need none\n"));
      return EXIT_NO_DISPLAY;
    }
  application = ent_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
