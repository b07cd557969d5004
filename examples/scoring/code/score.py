import json
import os
import pickle


def init():
    global model
    with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "churn.pkl"), "rb") as file:
        model = pickle.load(file)


def run(data, headers):
    return model.predict(json.loads(data)["rows"]).tolist()
