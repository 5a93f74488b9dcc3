/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program remembers from one run to the next: sizes, the panel, the last folder. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keys of the schema. */
#define ENT_SETTING_WINDOW_WIDTH "window-width"
#define ENT_SETTING_WINDOW_HEIGHT "window-height"
#define ENT_SETTING_MAXIMIZED "maximized"
#define ENT_SETTING_PANEL_WIDTH "panel-width"
#define ENT_SETTING_PANEL_VISIBLE "panel-visible"
#define ENT_SETTING_TIMELINE_VISIBLE "timeline-visible"
#define ENT_SETTING_LIST_VISIBLE "list-visible"
#define ENT_SETTING_LIST_HEIGHT "list-height"
#define ENT_SETTING_LAST_FOLDER "last-folder"
#define ENT_SETTING_OVERVIEW "overview"
#define ENT_SETTING_ARROWS_NEAR "arrows-near"
#define ENT_SETTING_GIVE_WAY "give-way"
#define ENT_SETTING_READER_TEXT_SCALE "reader-text-scale"
#define ENT_SETTING_STYLE "style" /* "light", "dark", else as the desktop */
#define ENT_SETTING_ANIMATIONS "animations"
#define ENT_SETTING_AUTOSAVE "autosave"
#define ENT_SETTING_ACTOR_KIND "new-actor-kind"
#define ENT_SETTING_ACTOR_COLOUR "new-actor-colour"
#define ENT_SETTING_RELATION_KIND "new-relation-kind"

typedef struct _EntSettings EntSettings;

/* Never fails: where no schema is installed or built, settings last as long as the program. (transfer full) */
EntSettings *ent_settings_new (void);
void ent_settings_free (EntSettings *self);

/* Sizes in pixels at 100 %; @initial where nothing is known. */
int ent_settings_get_int (EntSettings *self, const char *key, int initial);
void ent_settings_set_int (EntSettings *self, const char *key, int value);
gboolean ent_settings_get_boolean (EntSettings *self, const char *key, gboolean initial);
void ent_settings_set_boolean (EntSettings *self, const char *key, gboolean value);
double ent_settings_get_double (EntSettings *self, const char *key, double initial);
void ent_settings_set_double (EntSettings *self, const char *key, double value);
/* (transfer full), "" where nothing is known. */
char *ent_settings_dup_string (EntSettings *self, const char *key);
void ent_settings_set_string (EntSettings *self, const char *key, const char *value);

G_END_DECLS
