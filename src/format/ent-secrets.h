/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that must not be published, and finding them in any text. Texts are compared folded (EntFold): letter case, white space, kinds of
 * quotes and dashes, compatibility forms and invisible characters do not hide a word.
 *
 * A secret of eight characters and more is found anywhere; a shorter one at the start of a word, so that "Russia" finds "Russian" and "Oman"
 * not "woman"; one of up to three only as a whole word in its own letter case ("US", not "us"). In scripts that do not set words apart, or
 * join small words to them, any is found anywhere. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EntSecrets EntSecrets;

typedef enum
{
  ENT_SECRET_HIDDEN,  /* a name that is withheld */
  ENT_SECRET_RENAMED, /* a name that is replaced */
  ENT_SECRET_DROPPED, /* a text left out: only searched for at the end */
  ENT_SECRET_REST     /* the same, but what else is published may hold it */
} EntSecretKind;

EntSecrets *ent_secrets_new (void);
void ent_secrets_free (EntSecrets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSecrets, ent_secrets_free)

/* Blank texts are no secrets. @replacement is for ENT_SECRET_RENAMED. */
void ent_secrets_add (EntSecrets *self, const char *text, EntSecretKind kind, const char *replacement);
/* Drops those of ENT_SECRET_REST that stand in @text. O(text). */
void ent_secrets_allow_rest (EntSecrets *self, const char *text);

/* The first secret found in @text, NULL where there is none. Shorter ones in ASCII than @least characters are passed over.
 * Expected O(text). (transfer none) */
const char *ent_secrets_find (const EntSecrets *self, const char *text, guint least);

/* @text with hidden names as "[withheld]" and renamed ones by their new names, the longest name first; what is grammatically joined to a
 * name goes with it. (transfer full) */
char *ent_secrets_replace (const EntSecrets *self, const char *text);
/* The same for a quotation: all of it is "[withheld]" where it names somebody hidden; new names stand in square brackets. (transfer full) */
char *ent_secrets_replace_quote (const EntSecrets *self, const char *text);

/* Resolves escapes with a backslash, as JSON, JavaScript and Markdown have them, in place; never fails. */
void ent_secrets_unescape (GString *text);

G_END_DECLS
