/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in the map's place when a file cannot be read: says why, and where in the file. */
#pragma once

#include <gtk/gtk.h>

#include "ent-error.h"

G_BEGIN_DECLS

#define ENT_TYPE_ERROR_PAGE (ent_error_page_get_type ())
G_DECLARE_FINAL_TYPE (EntErrorPage, ent_error_page, ENT, ERROR_PAGE, GtkWidget)

/* Its buttons are the actions win.open, win.retry and win.copy-problems. */
GtkWidget *ent_error_page_new (void);
/* @problems (nullable) of EntProblem. */
void ent_error_page_set (EntErrorPage *self, GFile *file, const GError *error, GPtrArray *problems);
/* All that is shown, as plain text; "" before anything was set. */
const char *ent_error_page_get_text (EntErrorPage *self);

/* Those of @problems (of EntProblem) that are of @severity, each with its reason and its place, as text. */
GtkWidget *ent_problem_list_new (GPtrArray *problems, EntSeverity severity);

/* @text, valid UTF-8, with a capital at its begin. (transfer full) */
char *ent_capitalised (const char *text);

G_END_DECLS
