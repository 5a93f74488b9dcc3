/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an export leaves out, as rows of a list: what goes as a whole, how long quotations may be, who is hidden or renamed. */
#pragma once

#include <adwaita.h>

#include "ent-map.h"
#include "ent-publish.h"

G_BEGIN_DECLS

#define ENT_TYPE_EXPORT_RULES (ent_export_rules_get_type ())
G_DECLARE_FINAL_TYPE (EntExportRules, ent_export_rules, ENT, EXPORT_RULES, AdwPreferencesGroup)

/* Shows @profile and changes it, which must live as long. */
GtkWidget *ent_export_rules_new (EntSnapshot *map, EntPublishProfile *profile);

/* Signals:
 * "changed": the profile is another one now. */

G_END_DECLS
