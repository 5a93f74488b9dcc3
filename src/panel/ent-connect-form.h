/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that adds a relation: from one actor to another that is looked for, or between two that are given. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

#define ENT_TYPE_CONNECT_FORM (ent_connect_form_get_type ())
G_DECLARE_FINAL_TYPE (EntConnectForm, ent_connect_form, ENT, CONNECT_FORM, GtkWidget)

/* @target NULL: people look for it. */
GtkWidget *ent_connect_form_new (EntPanel *panel, const char *source, const char *target);

G_END_DECLS
