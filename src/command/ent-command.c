/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands and the words of a command line.
 *
 * Everything about the usage is checked before a command touches a file, so that exit 2 means "nothing read or
 * written". */
#include "ent-command-private.h"

#include <signal.h>
#include <string.h>

#include "config.h"

static const EntCommand *const commands[]
    = { &ent_command_check, &ent_command_info,    &ent_command_describe, &ent_command_path,  &ent_command_verify,
        &ent_command_coverage, &ent_command_convert, &ent_command_export,   &ent_command_layout };

static const EntCommand *
find_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, word))
      return commands[i];
  return NULL;
}

gboolean
ent_command_is_command (const char *word)
{
  return word != NULL
         && (g_str_equal (word, "--help") || g_str_equal (word, "--version") || find_command (word) != NULL);
}

int
ent_command_usage_error (const EntCommand *command, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  if (command != NULL)
    ent_command_tell ("entente %s: %s\nUsage: entente %s %s\n", command->name, reason, command->name, command->usage);
  else
    ent_command_tell ("entente: %s\nTry “entente --help”.\n", reason);
  return ENT_EXIT_USAGE;
}

gboolean
ent_command_parse (const EntCommand *command,
                   const GOptionEntry *entries,
                   int argc,
                   char **argv,
                   guint n_min,
                   guint n_max,
                   char ***files)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  /* GOption takes words out of the vector, so it gets a copy. */
  g_autofree char **words = g_memdup2 (argv, sizeof *argv * ((gsize) argc + 1));
  GOptionEntry remaining[]
      = { { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL }, G_OPTION_ENTRY_NULL };
  guint n;

  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, remaining, NULL);
  if (!g_option_context_parse (context, &argc, &words, &error))
    {
      ent_command_usage_error (command, "%s", error->message);
      return FALSE;
    }
  n = rest != NULL ? g_strv_length (rest) : 0;
  if (n < n_min || n > n_max)
    {
      ent_command_usage_error (command, n < n_min ? "too few words" : "too many words");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (rest[i][0] == '\0')
      {
        ent_command_usage_error (command, "the name of a file is empty");
        return FALSE;
      }
  *files = g_steal_pointer (&rest);
  return TRUE;
}

static void
print_help (void)
{
  ent_command_print ("Usage: entente [FILE…]          open maps in windows\n"
                     "       entente COMMAND [WORDS]\n\n"
                     "Commands:\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    ent_command_print_line ("  %-9s %s", commands[i]->name, commands[i]->summary);
  ent_command_print ("\n  --help     this help; “entente COMMAND --help” tells more\n"
                     "  --version  the version of the program\n\n"
                     "A file called like a command is opened as “./check”. “-” is standard input or output.\n"
                     "Exit: 0 done; 1 a file cannot be read, is not valid or cannot be written, or\n"
                     "(verify) an excerpt is not exact; 2 wrong usage.\n");
}

static void
print_command_help (const EntCommand *command)
{
  ent_command_print_line ("Usage: entente %s %s\n\n%c%s.\n", command->name, command->usage,
                          g_ascii_toupper (command->summary[0]), command->summary + 1);
  ent_command_print (command->details);
}

/* TRUE when --help stands among the words, before a "--". */
static gboolean
asks_for_help (int argc, char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--help"))
      return TRUE;
  return FALSE;
}

static int
run (int argc, char **argv)
{
  const EntCommand *command;

  if (argc < 2 || !ent_command_is_command (argv[1]))
    return ent_command_usage_error (NULL, "“%s” is not a command", argc < 2 ? "" : argv[1]);
  command = find_command (argv[1]);
  if (command != NULL)
    {
      if (!asks_for_help (argc - 1, argv + 1))
        return command->run (argc - 1, argv + 1);
      print_command_help (command);
      return ENT_EXIT_DONE;
    }
  if (argc > 2)
    return ent_command_usage_error (NULL, "“%s” stands alone", argv[1]);
  if (g_str_equal (argv[1], "--version"))
    ent_command_print_line ("entente %s", ENT_VERSION);
  else
    print_help ();
  return ENT_EXIT_DONE;
}

int
ent_command_run (int argc, char **argv)
{
  int status;

  /* A reader that went away is a failed write, not a death by signal. */
  signal (SIGPIPE, SIG_IGN);
  status = run (argc, argv);
  if (!ent_command_flush () && status == ENT_EXIT_DONE)
    status = ENT_EXIT_FAILED;
  return status;
}
