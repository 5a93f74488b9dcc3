/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read-article FILE: prints the text that Entente reads in FILE, and what it says of itself to standard error. */
#include <stdio.h>

#include "ent-intake.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntReading) reading = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (argc != 2 || !g_file_get_contents (argv[1], &data, &size, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: read-article FILE");
      return 2;
    }
  bytes = g_bytes_new_take (data, size);
  reading = ent_intake_read (bytes, ent_intake_sniff (bytes, argv[1]), NULL, NULL, &error);
  if (reading == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_printerr ("title: %s\npublisher: %s\nauthor: %s\npublished: %s\naccessed: %s\nurl: %s\nlanguage: %s\ntype: "
              "%s\nencoding: %s%s\n",
              reading->title, reading->publisher, reading->author, reading->published, reading->accessed, reading->url,
              reading->language, reading->type, reading->encoding, reading->guessed ? " (guessed)" : "");
  g_printerr ("pages: %u, left out: %u, heads: %u, joined: %u, replaced: %u%s%s\n", reading->pages->len,
              reading->left_out, reading->heads, reading->joined, reading->replaced, reading->cut ? ", cut" : "",
              reading->no_pick ? ", no pick" : "");
  fputs (reading->text, stdout);
  return 0;
}
