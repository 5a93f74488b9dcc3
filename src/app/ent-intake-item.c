/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading and parsing share one thread job with one cancellable. Invariant: the cancellable is there exactly while a
 * job runs, and the last job counts: what an earlier one brings is dropped. */
#include "ent-intake-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-date-words.h"
#include "ent-error.h"
#include "ent-file-load.h"

struct _EntIntakeItem
{
  GObject parent_instance;

  EntMap *map;
  GFile *file;   /* nullable */
  GBytes *bytes; /* nullable until loaded */
  EntSourceKind kind;
  char *name, *problem;
  EntIntakeState state;
  EntReading *reading;       /* nullable */
  char *sha256;              /* of its text; nullable as it is */
  GCancellable *cancellable; /* nullable */
  char *twin;                /* id; nullable */
  gboolean is_edition;
  char *fields[ENT_INTAKE_N_FIELDS];
  gboolean typed[ENT_INTAKE_N_FIELDS];
};

G_DEFINE_FINAL_TYPE (EntIntakeItem, ent_intake_item, G_TYPE_OBJECT)

static guint changed_signal;

/* --- Reading --- */

typedef struct
{
  char *path;    /* nullable */
  GBytes *bytes; /* nullable */
  EntSourceKind kind;
  char *name, *encoding; /* encoding is nullable */
  EntReading *reading;
  char *sha256; /* of its text */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->name);
  g_free (job->encoding);
  g_free (job->sha256);
  ent_reading_free (job->reading);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (job->bytes == NULL && job->path == NULL)
    error = g_error_new_literal (ENT_ERROR, ENT_ERROR_FILE, "it is not on this computer");
  else if (job->bytes == NULL)
    {
      job->bytes = ent_file_load (job->path, ENT_INTAKE_MAX_PDF, NULL, cancellable, &error);
      if (job->bytes != NULL)
        job->kind = ent_intake_sniff (job->bytes, job->name);
    }
  if (job->bytes != NULL)
    job->reading = ent_intake_read (job->bytes, job->kind, job->encoding, cancellable, &error);
  if (job->reading != NULL)
    job->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, job->reading->text, -1);
  if (job->reading != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
offer (EntIntakeItem *self, EntIntakeField field, const char *value)
{
  if (!self->typed[field])
    {
      g_free (self->fields[field]);
      self->fields[field] = g_strdup (value);
    }
}

static void
offer_date (EntIntakeItem *self, EntIntakeField field, const char *edtf)
{
  g_autofree char *words = ent_date_to_words (edtf);

  offer (self, field, words);
}

static void
find_twin (EntIntakeItem *self)
{
  gboolean same;
  const EntArticle *twin
      = ent_edit_find_article (self->map, self->sha256, self->reading->sha256, self->fields[ENT_INTAKE_URL], &same);

  g_clear_pointer (&self->twin, g_free);
  self->twin = twin != NULL ? g_strdup (twin->id) : NULL;
  self->state = twin != NULL && same ? ENT_INTAKE_SAME : ENT_INTAKE_READY;
  self->is_edition = twin != NULL && !same;
}

static void
take_reading (EntIntakeItem *self, EntReading *reading)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  ent_reading_free (self->reading);
  self->reading = reading;
  offer (self, ENT_INTAKE_TITLE, reading->title);
  if (reading->title[0] == '\0' && self->file != NULL)
    {
      g_autofree char *stem = g_strdup (self->name);
      char *dot = strrchr (stem, '.');

      if (dot != NULL && dot != stem)
        *dot = '\0';
      offer (self, ENT_INTAKE_TITLE, stem);
    }
  offer (self, ENT_INTAKE_PUBLISHER, reading->publisher);
  offer (self, ENT_INTAKE_AUTHOR, reading->author);
  offer_date (self, ENT_INTAKE_PUBLISHED, reading->published);
  offer_date (self, ENT_INTAKE_ACCESSED, reading->accessed[0] != '\0' ? reading->accessed : today);
  offer (self, ENT_INTAKE_URL, reading->url);
  offer (self, ENT_INTAKE_LANGUAGE, reading->language);
  find_twin (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntIntakeItem) self = data;
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (G_TASK (result));
  gboolean read = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* another job has begun, or this one is not wanted */
  g_clear_object (&self->cancellable);
  if (self->bytes == NULL && job->bytes != NULL)
    self->bytes = g_bytes_ref (job->bytes);
  self->kind = job->kind;
  g_clear_pointer (&self->problem, g_free);
  if (read)
    {
      g_free (self->sha256);
      self->sha256 = g_steal_pointer (&job->sha256);
      take_reading (self, g_steal_pointer (&job->reading));
    }
  else
    {
      self->state = ENT_INTAKE_FAILED;
      self->problem = g_strdup (error->message);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
start (EntIntakeItem *self, const char *encoding)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  ent_intake_item_cancel (self);
  self->cancellable = g_cancellable_new ();
  self->state = ENT_INTAKE_READING;
  job->path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  job->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  job->kind = self->kind;
  job->name = g_strdup (self->name);
  job->encoding = g_strdup (encoding);
  task = g_task_new (NULL, self->cancellable, on_read, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

EntIntakeItem *
ent_intake_item_new (EntMap *map, GFile *file, GBytes *bytes, EntSourceKind kind, const char *name)
{
  EntIntakeItem *self = g_object_new (ENT_TYPE_INTAKE_ITEM, NULL);

  self->map = g_object_ref (map);
  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->kind = kind;
  self->name = g_strdup (name);
  start (self, NULL);
  return self;
}

void
ent_intake_item_set_encoding (EntIntakeItem *self, const char *encoding)
{
  if (self->bytes == NULL)
    return;
  start (self, encoding);
  g_signal_emit (self, changed_signal, 0);
}

void
ent_intake_item_cancel (EntIntakeItem *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- What is known of it --- */

EntIntakeState
ent_intake_item_get_state (EntIntakeItem *self)
{
  return self->state;
}

const char *
ent_intake_item_get_name (EntIntakeItem *self)
{
  return self->name;
}

const char *
ent_intake_item_get_problem (EntIntakeItem *self)
{
  return self->problem;
}

const EntReading *
ent_intake_item_get_reading (EntIntakeItem *self)
{
  return self->reading;
}

const EntArticle *
ent_intake_item_get_twin (EntIntakeItem *self)
{
  return self->twin != NULL ? ent_map_article (self->map, self->twin) : NULL;
}

gboolean
ent_intake_item_get_is_edition (EntIntakeItem *self)
{
  return self->is_edition && ent_intake_item_get_twin (self) != NULL;
}

void
ent_intake_item_set_is_edition (EntIntakeItem *self, gboolean is_edition)
{
  self->is_edition = is_edition;
}

const char *
ent_intake_item_get (EntIntakeItem *self, EntIntakeField field)
{
  return self->fields[field];
}

void
ent_intake_item_set (EntIntakeItem *self, EntIntakeField field, const char *value)
{
  if (strcmp (self->fields[field], value) == 0)
    return;
  g_free (self->fields[field]);
  self->fields[field] = g_strdup (value);
  self->typed[field] = TRUE;
  /* The address tells what article of the map this is a new text of. */
  if (field == ENT_INTAKE_URL && self->state == ENT_INTAKE_READY)
    {
      g_autofree char *before = g_strdup (self->twin);

      find_twin (self);
      if (g_strcmp0 (before, self->twin) != 0)
        g_signal_emit (self, changed_signal, 0);
    }
}

char *
ent_intake_item_check (EntIntakeItem *self, EntIntakeField field)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = NULL;

  switch (field)
    {
    case ENT_INTAKE_PUBLISHED:
    case ENT_INTAKE_ACCESSED:
      read = ent_date_from_words (self->fields[field], &error);
      return error != NULL ? g_strdup (error->message) : NULL;
    case ENT_INTAKE_URL:
      read = ent_reading_url (self->fields[field]);
      return self->fields[field][0] != '\0' && read[0] == '\0'
                 ? g_strdup (_ ("An address starts with http:// or https://"))
                 : NULL;
    case ENT_INTAKE_LANGUAGE:
      read = ent_reading_language (self->fields[field]);
      return self->fields[field][0] != '\0' && read[0] == '\0'
                 ? g_strdup (_ ("A language is a short code, such as en or pt-BR"))
                 : NULL;
    default:
      return NULL;
    }
}

gboolean
ent_intake_item_can_add (EntIntakeItem *self)
{
  for (guint i = 0; i < ENT_INTAKE_N_FIELDS; i++)
    {
      g_autofree char *problem = ent_intake_item_check (self, i);

      if (problem != NULL)
        return FALSE;
    }
  return self->state == ENT_INTAKE_READY;
}

/* --- Adding --- */

EntNewArticle
ent_intake_item_get_article (EntIntakeItem *self, GPtrArray *made)
{
  char *published = ent_date_from_words (self->fields[ENT_INTAKE_PUBLISHED], NULL);
  char *accessed = ent_date_from_words (self->fields[ENT_INTAKE_ACCESSED], NULL);
  EntNewArticle article = { .published = published, .accessed = accessed };
  const struct
  {
    const char **slot;
    EntIntakeField field;
  } fields[] = { { &article.title, ENT_INTAKE_TITLE },       { &article.publisher, ENT_INTAKE_PUBLISHER },
                 { &article.author, ENT_INTAKE_AUTHOR },     { &article.url, ENT_INTAKE_URL },
                 { &article.language, ENT_INTAKE_LANGUAGE }, { &article.reliability, ENT_INTAKE_RELIABILITY } };

  g_ptr_array_add (made, published);
  g_ptr_array_add (made, accessed);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char *value = g_strdup (self->fields[fields[i].field]);

      g_ptr_array_add (made, value);
      *fields[i].slot = value;
    }
  article.text = self->reading->text;
  article.file = self->file != NULL ? self->name : NULL;
  article.type = self->reading->type;
  article.sha256 = self->reading->sha256;
  article.pages = (const gint64 *) (gpointer) self->reading->pages->data;
  article.n_pages = self->reading->pages->len;
  return article;
}

/* --- Its life --- */

static void
ent_intake_item_finalize (GObject *object)
{
  EntIntakeItem *self = ENT_INTAKE_ITEM (object);

  ent_intake_item_cancel (self);
  g_clear_object (&self->map);
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->problem);
  g_free (self->twin);
  g_free (self->sha256);
  ent_reading_free (self->reading);
  for (guint i = 0; i < ENT_INTAKE_N_FIELDS; i++)
    g_free (self->fields[i]);
  G_OBJECT_CLASS (ent_intake_item_parent_class)->finalize (object);
}

static void
ent_intake_item_class_init (EntIntakeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_intake_item_finalize;
  changed_signal
      = g_signal_new ("changed", ENT_TYPE_INTAKE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_intake_item_init (EntIntakeItem *self)
{
  for (guint i = 0; i < ENT_INTAKE_N_FIELDS; i++)
    self->fields[i] = g_strdup ("");
}
